import { useState } from "react";
import {
  ActionIcon, Avatar, Badge, Button, Checkbox, Drawer, Group, HoverCard, Menu, Modal, MultiSelect, PasswordInput, Popover, Select,
  Stack, Stepper, Switch, Table, Tabs, Text, TextInput, Textarea, Tooltip, UnstyledButton, Anchor, Radio, FileInput,
} from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { IconChevronUp, IconDots, IconInfoCircle, IconSelector, IconStar, IconX } from "@tabler/icons-react";

const PEOPLE = [
  { id: 1, name: "Anna Lund", firm: "Fjord Foods", city: "Bergen", stage: "Lead" },
  { id: 2, name: "Bruno Costa", firm: "Costa Tiles", city: "Porto", stage: "Client" },
  { id: 3, name: "Chloe Martin", firm: "Atelier M", city: "Lyon", stage: "Client" },
  { id: 4, name: "Dev Rao", firm: "Rao Textiles", city: "Pune", stage: "Lead" },
];

function Heading({ label, name, sort, onSort }) {
  return (
    <Table.Th>
      <UnstyledButton onClick={() => onSort(name)} data-sort={name}>
        <Group gap={4}>
          <Text fw={600} size="sm">{label}</Text>
          {sort === name ? <IconChevronUp size={14} /> : <IconSelector size={14} />}
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}

export function People({ say, open }) {
  const [sort, setSort] = useState("name");
  const [marked, setMarked] = useState([]);
  const rows = [...PEOPLE].sort((a, b) => (a[sort] > b[sort] ? 1 : -1));
  const toggle = (id) => setMarked((m) => (m.includes(id) ? m.filter((x) => x !== id) : [...m, id]));
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Checkbox aria-label="Mark all" checked={marked.length === 4} onChange={() => setMarked(marked.length ? [] : [1, 2, 3, 4])} />
          </Table.Th>
          <Heading label="Name" name="name" sort={sort} onSort={setSort} />
          <Heading label="Firm" name="firm" sort={sort} onSort={setSort} />
          <Table.Th>City</Table.Th>
          <Table.Th>Stage</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((p) => (
          <Table.Tr key={p.id} data-person={p.id} bg={marked.includes(p.id) ? "blue.0" : undefined}>
            <Table.Td><Checkbox aria-label={`Mark ${p.name}`} checked={marked.includes(p.id)} onChange={() => toggle(p.id)} /></Table.Td>
            <Table.Td><Anchor component="button" type="button" size="sm" onClick={() => open(p)}>{p.name}</Anchor></Table.Td>
            <Table.Td>{p.firm}</Table.Td>
            <Table.Td>
              <HoverCard openDelay={0}>
                <HoverCard.Target><Text span size="sm" td="underline">{p.city}</Text></HoverCard.Target>
                <HoverCard.Dropdown>
                  <Text size="sm">Two offices in {p.city}</Text>
                  <Anchor size="sm" href={`#map-${p.id}`}>Show on the map</Anchor>
                </HoverCard.Dropdown>
              </HoverCard>
            </Table.Td>
            <Table.Td><Badge color={p.stage === "Lead" ? "grape" : "teal"}>{p.stage}</Badge></Table.Td>
            <Table.Td>
              <Group gap={4} wrap="nowrap">
                <Tooltip label="Favourite"><ActionIcon variant="subtle" aria-label={`Favourite ${p.name}`} onClick={() => say(`star ${p.id}`)}><IconStar size={16} /></ActionIcon></Tooltip>
                <Menu withinPortal transitionProps={{ duration: 0 }}>
                  <Menu.Target><ActionIcon variant="subtle" aria-label={`More for ${p.name}`}><IconDots size={16} /></ActionIcon></Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Label>Contact</Menu.Label>
                    <Menu.Item onClick={() => say("call")}>Call</Menu.Item>
                    <Menu.Item component="a" href="#mail">Write a mail</Menu.Item>
                    <Menu.Sub transitionProps={{ duration: 0 }}>
                      <Menu.Sub.Target><Menu.Sub.Item>Move to</Menu.Sub.Item></Menu.Sub.Target>
                      <Menu.Sub.Dropdown>
                        <Menu.Item onClick={() => say("archive")}>Archive</Menu.Item>
                        <Menu.Item onClick={() => say("partners")}>Partners</Menu.Item>
                      </Menu.Sub.Dropdown>
                    </Menu.Sub>
                    <Menu.Divider />
                    <Menu.Item disabled onClick={() => say("delete")}>Delete</Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function NewPerson({ opened, onClose, say }) {
  return (
    <Modal opened={opened} onClose={onClose} title="New contact" closeButtonProps={{ "aria-label": "Close" }} transitionProps={{ duration: 0 }}>
      <Stack gap="xs">
        <TextInput label="Full name" withAsterisk rightSection={<ActionIcon variant="subtle" size="sm" aria-label="Clear name" onClick={() => say("clear")}><IconX size={14} /></ActionIcon>} />
        <PasswordInput label="Portal password" visibilityToggleButtonProps={{ "aria-label": "Show password" }} />
        <DatePickerInput id="birthday" label="Birthday" placeholder="Pick a date" defaultDate="1990-05-01" popoverProps={{ transitionProps: { duration: 0 } }} />
        <Radio.Group label="Language" defaultValue="en"><Group><Radio value="en" label="English" /><Radio value="fr" label="French" /><Radio value="xx" label="Other" disabled /></Group></Radio.Group>
        <FileInput id="photo" label="Photo" placeholder="Choose a picture" />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>Cancel</Button><Button disabled>Create</Button></Group>
      </Stack>
    </Modal>
  );
}

export function PersonDrawer({ person, onClose, say }) {
  const [step, setStep] = useState(1);
  return (
    <Drawer opened={Boolean(person)} onClose={onClose} position="right" title={person?.name} closeButtonProps={{ "aria-label": "Close details" }} transitionProps={{ duration: 0 }}>
      <Stack>
        <Group><Avatar>{person?.name[0]}</Avatar><Text size="sm">{person?.firm}</Text></Group>
        <Stepper active={step} onStepClick={setStep} size="xs" orientation="vertical">
          <Stepper.Step label="Met" /><Stepper.Step label="Offer sent" /><Stepper.Step label="Signed" allowStepSelect={false} />
        </Stepper>
        <Tabs defaultValue="notes">
          <Tabs.List><Tabs.Tab value="notes">Notes</Tabs.Tab><Tabs.Tab value="deals">Deals</Tabs.Tab></Tabs.List>
          <Tabs.Panel value="notes"><Textarea mt="xs" aria-label="Notes" autosize minRows={2} /></Tabs.Panel>
          <Tabs.Panel value="deals"><Text>None</Text></Tabs.Panel>
        </Tabs>
        <Switch label="Newsletter" />
        <Button onClick={() => say("saved")}>Save</Button>
      </Stack>
    </Drawer>
  );
}

export function Filters({ say }) {
  return (
    <Group align="end" gap="sm">
      <MultiSelect id="topics" label="Topics" data={["Price", "Support", "Training", { value: "Legal", label: "Legal", disabled: true }]} defaultValue={["Price", "Support"]} searchable clearable w={380} clearButtonProps={{ "aria-label": "Clear topics" }} comboboxProps={{ transitionProps: { duration: 0 } }} />
      <Select id="owner" label="Owner" data={["Me", "Team north", "Team south"]} defaultValue="Me" w={140} allowDeselect={false} comboboxProps={{ transitionProps: { duration: 0 } }} />
      <Popover withArrow transitionProps={{ duration: 0 }}>
        <Popover.Target><Button variant="default" id="more-filters">More filters</Button></Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs">
            <TextInput label="City" size="xs" />
            <Checkbox label="With open deals" size="xs" />
            <Button size="xs" onClick={() => say("applied")}>Apply</Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Tooltip label="Filters apply to all lists"><IconInfoCircle size={18} /></Tooltip>
    </Group>
  );
}
