import { useState } from "react";
import { createRoot } from "react-dom/client";
import { App as Antd, Avatar, Badge, Breadcrumb, Button, ConfigProvider, Dropdown, Layout, Menu, Tabs, Tooltip } from "antd";
import { AppstoreOutlined, BellOutlined, QuestionCircleOutlined, ShoppingOutlined, TeamOutlined, UserOutlined } from "@ant-design/icons";
import { Orders } from "./orders.jsx";
import { Returns, Stock } from "./stock.jsx";
import { OrderDrawer } from "./form.jsx";

const sections = [
  { key: "orders", icon: <ShoppingOutlined />, label: "Orders" },
  { key: "people", icon: <TeamOutlined />, label: "People", children: [{ key: "customers", label: "Customers" }, { key: "drivers", label: "Drivers" }] },
  { key: "rates", icon: <AppstoreOutlined />, label: "Rates", disabled: true },
];

function Head({ say }) {
  const [seen, setSeen] = useState(false);
  const account = { items: [
    { key: "profile", label: "Profile" },
    { key: "team", label: "Switch team", children: [{ key: "day", label: "Day shift" }, { key: "night", label: "Night shift" }] },
    { type: "divider" },
    { key: "bill", label: "Billing", disabled: true },
    { key: "out", label: "Sign out", danger: true },
  ], onClick: ({ key }) => say(`Account: ${key}`) };
  return (
    <Layout.Header className="bar">
      <span className="logo">Orders office</span>
      <span className="grow" />
      <Tooltip title="Help"><Button type="text" shape="circle" style={{ color: "#fff" }} icon={<QuestionCircleOutlined />} aria-label="Help" onClick={() => say("Help")} /></Tooltip>
      <Badge dot={!seen}><Button type="text" shape="circle" icon={<BellOutlined />} onClick={() => setSeen(true)} /></Badge>
      <Dropdown menu={account} trigger={["click"]}><Avatar id="account" style={{ cursor: "pointer" }} icon={<UserOutlined />} /></Dropdown>
    </Layout.Header>
  );
}

function Office() {
  const [status, say] = useState("Ready");
  const [narrow, setNarrow] = useState(false);
  const [editing, setEditing] = useState(null);
  const [tabs, setTabs] = useState(["orders", "stock", "returns", "archive"]);
  const panes = [
    { key: "orders", label: "Orders", closable: false, children: <Orders say={say} edit={setEditing} /> },
    { key: "stock", label: "Stock", closable: false, children: <Stock say={say} /> },
    { key: "returns", label: "Returns", closable: true, children: <Returns say={say} /> },
    { key: "archive", label: "Archive", closable: false, disabled: true },
  ];
  return (
    <Layout style={{ minHeight: "100vh" }}>
      <Head say={say} />
      <Layout>
        <Layout.Sider width={170} theme="light" collapsible collapsed={narrow} onCollapse={setNarrow}>
          <Menu mode="inline" items={sections} defaultSelectedKeys={["orders"]} onClick={({ key }) => say(`Section: ${key}`)} />
        </Layout.Sider>
        <Layout.Content style={{ padding: "12px 20px" }}>
          <Breadcrumb items={[{ title: <a href="#home">Home</a> }, { title: "Sales", onClick: () => say("Sales"), className: "crumb" }, { title: "Orders" }]} />
          <Tabs type="editable-card" hideAdd items={panes.filter((pane) => tabs.includes(pane.key))} style={{ marginTop: 8 }}
            onEdit={(key) => setTabs(tabs.filter((tab) => tab !== key))} />
          <div className="summary" id="status" role="status">{status}</div>
        </Layout.Content>
      </Layout>
      <OrderDrawer order={editing} close={() => setEditing(null)} say={say} />
    </Layout>
  );
}

createRoot(document.getElementById("root")).render(
  <ConfigProvider theme={{ token: { motion: false } }} wave={{ disabled: true }}><Antd><Office /></Antd></ConfigProvider>,
);
