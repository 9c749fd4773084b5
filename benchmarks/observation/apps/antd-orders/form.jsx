import { Button, Cascader, Checkbox, ColorPicker, DatePicker, Drawer, Form, Input, InputNumber, Radio, Select, Slider, Space, Switch, TimePicker, TreeSelect, Upload } from "antd";
import { MinusCircleOutlined, PlusOutlined, UploadOutlined } from "@ant-design/icons";
import dayjs from "dayjs";
import { regions, shelves } from "./data.js";

const march = dayjs("2025-03-14");

function Lines() {
  return (
    <Form.List name="lines" initialValue={["Flour 25 kg", "Oil 5 l"]}>
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => (
            <Space key={field.key} align="baseline">
              <Form.Item name={field.name} style={{ marginBottom: 8 }}><Input aria-label={`Line ${field.name + 1}`} /></Form.Item>
              <MinusCircleOutlined className="drop" onClick={() => remove(field.name)} />
            </Space>
          ))}
          <Form.Item><Button type="dashed" block icon={<PlusOutlined />} onClick={() => add("")}>Add a line</Button></Form.Item>
        </>
      )}
    </Form.List>
  );
}

export function OrderDrawer({ order, close, say }) {
  const [form] = Form.useForm();
  const save = () => { say(`Saved ${order.key}`); close(); };
  const foot = (
    <Space>
      <Button onClick={close}>Cancel</Button>
      <Button disabled>Save as template</Button>
      <Button type="primary" onClick={() => form.submit()}>Save</Button>
    </Space>
  );
  return (
    <Drawer open={!!order} onClose={close} width={460} title={order?.key === "new" ? "New order" : `Order ${order?.key}`} footer={foot} destroyOnHidden>
      <Form form={form} layout="vertical" size="small" onFinish={save} initialValues={{ customer: order?.customer, due: march, pay: "card", goods: ["a1", "a2"], boxes: 2, place: ["north", "se", "upp"], topics: ["rush", "gift"] }}>
        <Form.Item label="Customer" name="customer"><Input placeholder="Name" /></Form.Item>
        <Form.Item label="Number"><Input value="4108" disabled /></Form.Item>
        <Space align="start" wrap>
          <Form.Item label="Due" name="due"><DatePicker disabledDate={(day) => day.isBefore("2025-03-10")} /></Form.Item>
          <Form.Item label="Hour" name="hour"><TimePicker format="HH:mm" minuteStep={15} /></Form.Item>
          <Form.Item label="Boxes" name="boxes"><InputNumber min={1} max={20} style={{ width: 90 }} /></Form.Item>
        </Space>
        <Form.Item label="Place" name="place"><Cascader options={regions} /></Form.Item>
        <Form.Item label="Marks" name="topics"><Select mode="multiple" allowClear options={["rush", "gift", "cold", "frail"].map((value) => ({ value, label: value, disabled: value === "frail" }))} /></Form.Item>
        <Form.Item label="Shelf" name="shelf"><TreeSelect treeData={shelves.map((s) => ({ ...s, value: s.key, children: s.children.map((c) => ({ ...c, value: c.key })) }))} treeDefaultExpandAll placeholder="Choose" /></Form.Item>
        <Form.Item label="Payment" name="pay"><Radio.Group optionType="button" options={[{ value: "card", label: "Card" }, { value: "bill", label: "Bill" }, { value: "cash", label: "Cash", disabled: true }]} /></Form.Item>
        <Form.Item label="Discount" name="discount" initialValue={10}><Slider max={50} ariaLabelForHandle="Discount" /></Form.Item>
        <Space size="large">
          <Form.Item label="Label" name="label" initialValue="#1677ff"><ColorPicker showText /></Form.Item>
          <Form.Item label="Gift wrap" name="wrap" valuePropName="checked"><Switch /></Form.Item>
          <Form.Item label="Terms" name="terms" valuePropName="checked"><Checkbox>Agreed</Checkbox></Form.Item>
        </Space>
        <Lines />
        <Form.Item label="Delivery note" name="file" valuePropName="fileList" getValueFromEvent={(event) => event.fileList}><Upload beforeUpload={() => false}><Button icon={<UploadOutlined />}>Attach</Button></Upload></Form.Item>
      </Form>
    </Drawer>
  );
}
