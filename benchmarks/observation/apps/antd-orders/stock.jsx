import { useState } from "react";
import { Button, Card, Collapse, List, Rate, Slider, Switch, Table, Tree, Upload } from "antd";
import { InboxOutlined, SettingOutlined, UploadOutlined } from "@ant-design/icons";
import { returns, shelves } from "./data.js";

export function Stock({ say }) {
  const [log, setLog] = useState(["Jars counted", "Oil ordered"]);
  const [files, setFiles] = useState([{ uid: "1", name: "count-march.csv", status: "done" }]);
  return (
    <div className="stock">
      <Card size="small" title="Shelves" extra={<Button type="text" size="small" icon={<SettingOutlined />} onClick={() => say("Shelf settings")} />}>
        <Tree checkable defaultExpandedKeys={["a"]} defaultCheckedKeys={["a1"]} treeData={shelves} onSelect={(keys) => say(`Shelf ${keys}`)} />
      </Card>
      <Card size="small" title="Order level">
        <Slider range aria-label="Level" defaultValue={[20, 70]} ariaLabelForHandle={["Lowest", "Highest"]} onChangeComplete={(value) => say(`Level ${value}`)} />
        <Slider disabled defaultValue={30} ariaLabelForHandle="Buffer" />
        <Rate defaultValue={3} onChange={(value) => say(`Rated ${value}`)} />
        <p><Switch aria-label="Order by itself" defaultChecked onChange={(on) => say(`By itself ${on}`)} /> Order by itself</p>
        <p><Switch aria-label="Second supplier" disabled /> Second supplier</p>
      </Card>
      <Card size="small" title="Count sheets">
        <Upload fileList={files} beforeUpload={() => false} onChange={({ fileList }) => setFiles(fileList)}><Button icon={<UploadOutlined />}>Add a sheet</Button></Upload>
        <Upload.Dragger fileList={[]} beforeUpload={() => false} style={{ marginTop: 12 }} onChange={() => say("Dropped")}><InboxOutlined /> Drop photos here</Upload.Dragger>
      </Card>
      <Card size="small" title="Today">
        <List size="small" dataSource={log} renderItem={(line) => (
          <List.Item actions={[<a key="undo" href="#undo" onClick={() => setLog(log.filter((other) => other !== line))}>Undo</a>]}>{line}</List.Item>
        )} />
        <Collapse size="small" items={[
          { key: "1", label: "How levels work", children: <span>Below the lowest level stock is ordered. <a href="#levels">Read on</a></span> },
          { key: "2", label: "Cold room", collapsible: "disabled", children: "None" },
        ]} />
      </Card>
    </div>
  );
}

export function Returns({ say }) {
  const [done, setDone] = useState([]);
  return (
    <Table size="small" pagination={false} dataSource={returns} columns={[
      { title: "Return", dataIndex: "key" }, { title: "Order", dataIndex: "order" },
      { title: "Value", dataIndex: "value", sorter: (a, b) => a.value - b.value },
      { title: "", key: "do", render: (_, row) => <Button size="small" disabled={done.includes(row.key)} onClick={() => { setDone([...done, row.key]); say(`Refunded ${row.key}`); }}>Refund</Button> },
    ]} />
  );
}
