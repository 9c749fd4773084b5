import { useState } from "react";
import { Alert, Button, DatePicker, Dropdown, Input, Modal, Popconfirm, Radio, Segmented, Select, Space, Switch, Table, Tag } from "antd";
import { DeleteOutlined, DownOutlined, EditOutlined, MoreOutlined, PlusOutlined } from "@ant-design/icons";
import { orders } from "./data.js";

const colours = { open: "blue", packed: "gold", shipped: "green", late: "red" };
const words = Object.keys(colours).map((value) => ({ text: value[0].toUpperCase() + value.slice(1), value }));

function columns({ edit, remove, menu, untag }) {
  return [
    { title: "Order", dataIndex: "key", render: (key) => <a href={`#order-${key}`} onClick={(event) => event.stopPropagation()}>{key}</a> },
    { title: "Customer", dataIndex: "customer", sorter: (a, b) => a.customer.localeCompare(b.customer) },
    { title: "Status", dataIndex: "status", filters: words, onFilter: (value, row) => row.status === value, render: (status) => <Tag color={colours[status]}>{status}</Tag> },
    { title: "Marks", dataIndex: "tags", render: (tags, row) => tags.map((tag) => <Tag key={tag} closable onClick={(event) => event.stopPropagation()} onClose={() => untag(row, tag)}>{tag}</Tag>) },
    { title: "Total", dataIndex: "total", align: "right", sorter: (a, b) => a.total - b.total, defaultSortOrder: null, showSorterTooltip: false },
    { title: "Due", dataIndex: "due" },
    { title: "", key: "do", render: (_, row) => (
      <Space size={0} onClick={(event) => event.stopPropagation()}>
        <Button type="text" size="small" icon={<EditOutlined />} aria-label={`Edit ${row.key}`} disabled={row.status === "shipped"} onClick={() => edit(row)} />
        <Popconfirm title="Delete this order?" onConfirm={() => remove(row)} disabled={row.status === "shipped"}>
          <Button type="text" size="small" danger icon={<DeleteOutlined />} aria-label={`Delete ${row.key}`} disabled={row.status === "shipped"} />
        </Popconfirm>
        <Dropdown trigger={["click"]} menu={menu(row)}><Button type="text" size="small" icon={<MoreOutlined />} aria-label={`More for ${row.key}`} /></Dropdown>
      </Space>
    ) },
  ];
}

function CancelOrder({ order, close, say }) {
  const [why, setWhy] = useState(null);
  return (
    <Modal open={!!order} title={`Cancel order ${order?.key}`} onCancel={close} okText="Cancel the order" cancelText="Keep it"
      okButtonProps={{ danger: true, disabled: !why }} onOk={() => { say(`Cancelled ${order.key}`); close(); }}>
      <p>The customer gets a mail. <a href="#policy">What the mail says</a></p>
      <Radio.Group value={why} onChange={(event) => setWhy(event.target.value)} options={[
        { value: "stock", label: "Out of stock" }, { value: "asked", label: "Customer asked" }, { value: "fraud", label: "Fraud", disabled: true },
      ]} />
      <Input.TextArea style={{ marginTop: 12 }} rows={2} aria-label="Note" placeholder="A note for the customer" allowClear defaultValue="Sorry" />
      <Space style={{ marginTop: 12 }}><Switch id="refund" defaultChecked /><label htmlFor="refund">Refund at once</label></Space>
    </Modal>
  );
}

export function Orders({ say, edit }) {
  const [rows, setRows] = useState(orders);
  const [picked, setPicked] = useState(["4102"]);
  const [cancelling, setCancelling] = useState(null);
  const menu = (row) => ({
    items: [{ key: "print", label: "Print" }, { key: "copy", label: "Duplicate" }, { key: "hold", label: "Hold", disabled: true }, { key: "cancel", label: "Cancel order…", danger: true }],
    onClick: ({ key }) => (key === "cancel" ? setCancelling(row) : say(`${key} ${row.key}`)),
  });
  const cols = columns({
    edit, menu, remove: (row) => setRows(rows.filter((other) => other !== row)),
    untag: (row, tag) => say(`Mark ${tag} gone from ${row.key}`),
  });
  const bulk = { items: [{ key: "pack", label: "Pack" }, { key: "print", label: "Print labels" }], onClick: ({ key }) => say(`Bulk ${key}`) };
  return (
    <>
      <Alert type="info" showIcon closable message="Prices change on 1 April." action={<Button size="small" type="link" onClick={() => say("Prices")}>See prices</Button>} style={{ marginBottom: 12 }} />
      <div className="tools">
        <Input.Search placeholder="Find an order" allowClear style={{ width: 190 }} onSearch={(text) => say(`Find ${text}`)} />
        <Segmented options={["All", "Mine", { value: "Team", label: "Team", disabled: true }]} onChange={say} />
        <Select aria-label="Warehouse" defaultValue="upp" style={{ width: 120 }} options={[{ value: "upp", label: "Uppsala" }, { value: "gra", label: "Graz" }]} onChange={say} />
        <DatePicker.RangePicker style={{ width: 230 }} placeholder={["Due from", "Due to"]} />
        <Dropdown.Button menu={bulk} icon={<DownOutlined />} disabled={!picked.length} onClick={() => say("Ship")} trigger={["click"]}>Ship</Dropdown.Button>
        <Button id="new" type="primary" icon={<PlusOutlined />} onClick={() => edit({ key: "new" })}>New order</Button>
      </div>
      <Table className="rows" size="small" columns={cols} dataSource={rows} onRow={(row) => ({ onClick: () => say(`${row.key}: ${row.customer}, ${row.city}`) })}
        rowSelection={{ selectedRowKeys: picked, onChange: setPicked, getCheckboxProps: (row) => ({ disabled: row.status === "shipped" }) }}
        expandable={{ expandedRowRender: (row) => <span>{row.city}, due {row.due}</span>, rowExpandable: (row) => row.status !== "late" }}
        pagination={{ pageSize: 5, showSizeChanger: true, pageSizeOptions: [5, 10], showQuickJumper: false, total: rows.length }} />
      <CancelOrder order={cancelling} close={() => setCancelling(null)} say={say} />
    </>
  );
}
