"""Writes the settings (no tour, no telemetry) and two small flows into the work folder."""

import json
from pathlib import Path

SETTINGS = """module.exports = {
  flowFile: "flows.json",
  credentialSecret: false,
  nodesExcludes: ["05-tls.js", "06-httpproxy.js", "10-mqtt.js", "22-websocket.js", "31-tcpin.js", "32-udp.js",
    "16-range.js", "89-delay.js", "89-trigger.js", "90-exec.js", "rbe.js", "17-split.js", "18-sort.js",
    "19-batch.js",
    "70-HTML.js", "70-XML.js", "70-YAML.js", "23-watch.js", "24-complete.js", "60-link.js"],
  editorTheme: { tours: false, codeEditor: { lib: "ace" } },
  diagnostics: { enabled: false, ui: false },
  logging: { console: { level: "warn", metrics: false, audit: false } }
};
"""


def node(identity, kind, tab, name, x, y, wires, **more):
    return {"id": identity, "type": kind, "z": tab, "name": name, "x": x, "y": y, "wires": wires, **more}


FLOWS = [
    {
        "id": "a000000000000001",
        "type": "tab",
        "label": "Greenhouse",
        "disabled": False,
        "info": "",
        "env": [],
    },
    {"id": "a000000000000002", "type": "tab", "label": "Web page", "disabled": False, "info": "", "env": []},
    node(
        "b000000000000001",
        "inject",
        "a000000000000001",
        "Every hour",
        130,
        140,
        [["b000000000000002"]],
        props=[{"p": "payload"}],
        repeat="",
        crontab="",
        once=False,
        onceDelay=0.1,
        topic="",
        payload="21",
        payloadType="num",
    ),
    node(
        "b000000000000002",
        "switch",
        "a000000000000001",
        "Too warm?",
        310,
        100,
        [["b000000000000003"], ["b000000000000004"]],
        property="payload",
        propertyType="msg",
        rules=[{"t": "gt", "v": "25", "vt": "num"}, {"t": "else"}],
        checkall="true",
        repair=False,
        outputs=2,
    ),
    node(
        "b000000000000003",
        "change",
        "a000000000000001",
        "Open window",
        510,
        60,
        [["b000000000000005"]],
        rules=[{"t": "set", "p": "payload", "pt": "msg", "to": "open", "tot": "str"}],
    ),
    node(
        "b000000000000004",
        "function",
        "a000000000000001",
        "Log value",
        510,
        160,
        [["b000000000000005"]],
        func="return msg;",
        outputs=1,
        timeout=0,
        noerr=0,
        initialize="",
        finalize="",
        libs=[],
    ),
    node(
        "b000000000000005",
        "debug",
        "a000000000000001",
        "Result",
        690,
        100,
        [],
        active=True,
        tosidebar=True,
        console=False,
        tostatus=False,
        complete="payload",
        targetType="msg",
        statusVal="",
        statusType="auto",
    ),
    node(
        "c000000000000001",
        "http in",
        "a000000000000002",
        "",
        140,
        80,
        [["c000000000000002"]],
        url="/hello",
        method="get",
        upload=False,
        swaggerDoc="",
    ),
    node(
        "c000000000000002",
        "template",
        "a000000000000002",
        "Greeting",
        340,
        80,
        [["c000000000000003"]],
        field="payload",
        fieldType="msg",
        format="handlebars",
        syntax="mustache",
        template="<h1>Hello</h1>",
        output="str",
    ),
    node("c000000000000003", "http response", "a000000000000002", "", 530, 80, [], statusCode="", headers={}),
]

Path("settings.js").write_text(SETTINGS, encoding="utf-8")
Path("flows.json").write_text(json.dumps(FLOWS, indent=1), encoding="utf-8")
