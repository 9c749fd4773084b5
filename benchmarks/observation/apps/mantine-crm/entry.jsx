import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/spotlight/styles.css";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import {
  Accordion, ActionIcon, AppShell, Alert, Breadcrumbs, Anchor, Burger, Button, Card, Chip, Group, Indicator, MantineProvider, NavLink,
  NumberInput, Pagination, Pill, Progress, RangeSlider, Rating, SegmentedControl, SimpleGrid, Slider, Stack, Text, Title, Kbd, CopyButton,
  UnstyledButton, FileButton, ColorSwatch,
} from "@mantine/core";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconBell, IconBuilding, IconCopy, IconSearch, IconUsers } from "@tabler/icons-react";
import { Filters, NewPerson, People, PersonDrawer } from "./parts.jsx";

const actions = [
  { id: "people", label: "People", description: "All contacts", onClick: () => (location.hash = "people") },
  { id: "firms", label: "Firms", description: "All firms", onClick: () => (location.hash = "firms") },
  { id: "new", label: "New contact", onClick: () => (location.hash = "new") },
];

function Side({ say }) {
  return (
    <Stack gap={0}>
      <NavLink href="#people" label="People" leftSection={<IconUsers size={16} />} active />
      <NavLink component="button" label="Firms" leftSection={<IconBuilding size={16} />} childrenOffset={20}>
        <NavLink href="#clients" label="Clients" /><NavLink href="#leads" label="Leads" />
      </NavLink>
      <NavLink href="#audit" label="Audit log" disabled />
      <Text size="xs" mt="md" c="dimmed">Labels</Text>
      <Group gap={6} mt={4}>
        {["red", "teal"].map((c) => <ColorSwatch key={c} component="button" size={18} color={`var(--mantine-color-${c}-6)`} aria-label={`Only ${c}`} onClick={() => say(c)} />)}
        <ColorSwatch size={18} color="var(--mantine-color-gray-4)" />
      </Group>
    </Stack>
  );
}

function Figures({ say }) {
  const [tags, setTags] = useState(["2023", "north"]);
  return (
    <SimpleGrid cols={3}>
      <Card withBorder padding="sm">
        <Text size="sm">Deal size</Text>
        <RangeSlider thumbFromLabel="Least" thumbToLabel="Most" defaultValue={[20, 60]} mt="sm" onChangeEnd={() => say("range")} />
        <Text size="sm" mt="sm">Patience</Text>
        <Slider thumbLabel="Patience" defaultValue={40} onChangeEnd={() => say("patience")} />
      </Card>
      <Card withBorder padding="sm">
        <NumberInput label="Rows" defaultValue={4} min={1} max={9} />
        <Group mt="xs" gap={4}>{tags.map((t) => <Pill key={t} withRemoveButton removeButtonProps={{ "aria-label": `Remove ${t}` }} onRemove={() => setTags(tags.filter((x) => x !== t))}>{t}</Pill>)}<Pill>all</Pill></Group>
        <Group mt="xs"><Chip size="xs" defaultChecked>Clients</Chip><Chip size="xs" disabled>Lost</Chip></Group>
      </Card>
      <UnstyledButton id="goal" onClick={() => say("goal")}>
        <Card withBorder padding="sm"><Text size="sm">Goal of the year</Text><Progress value={62} mt="xs" /><Text size="xs" c="dimmed" mt="xs">62 of 100 deals</Text></Card>
      </UnstyledButton>
    </SimpleGrid>
  );
}

function App() {
  const [status, say] = useState("Ready");
  const [adding, setAdding] = useState(false);
  const [person, setPerson] = useState(null);
  const [nav, setNav] = useState(true);
  const [alert, setAlert] = useState(true);
  return (
    <AppShell header={{ height: 48 }} navbar={{ width: 180, breakpoint: 0, collapsed: { desktop: !nav } }} padding="sm" transitionDuration={0}>
      <AppShell.Header px="sm">
        <Group h="100%" justify="space-between">
          <Group gap="xs"><Burger size="sm" opened={nav} onClick={() => setNav(!nav)} aria-label="Navigation" /><Title order={4}>Ledgerline</Title></Group>
          <Button id="find" variant="default" size="xs" leftSection={<IconSearch size={14} />} rightSection={<Kbd size="xs">/</Kbd>} onClick={spotlight.open}>Find</Button>
          <Group gap="xs">
            <SegmentedControl size="xs" data={["Light", "Dark", { value: "Auto", label: "Auto", disabled: true }]} onChange={say} />
            <Indicator size={8}><ActionIcon variant="default" onClick={() => say("bell")}><IconBell size={16} /></ActionIcon></Indicator>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs"><Side say={say} /></AppShell.Navbar>
      <AppShell.Main>
        <Stack gap="sm">
          <Breadcrumbs><Anchor href="#home" size="sm">Home</Anchor><Text size="sm">People</Text></Breadcrumbs>
          {alert && <Alert withCloseButton closeButtonLabel="Dismiss" onClose={() => setAlert(false)} py="xs">Import finished: four contacts were added.</Alert>}
          <Group justify="space-between">
            <Filters say={say} />
            <Group gap="xs">
              <FileButton onChange={() => say("file")} accept=".csv">{(props) => <Button variant="light" {...props}>Upload</Button>}</FileButton>
              <Button loading>Sync</Button>
              <Button id="add" onClick={() => setAdding(true)}>New contact</Button>
            </Group>
          </Group>
          <Figures say={say} />
          <People say={say} open={setPerson} />
          <Group justify="space-between">
            <Pagination total={3} size="sm" getControlProps={(c) => ({ "aria-label": `${c} page` })} getItemProps={(n) => ({ "aria-label": `Page ${n}` })} />
            <Rating defaultValue={2} />
            <CopyButton value="x">{({ copy }) => <ActionIcon variant="subtle" aria-label="Copy link" onClick={() => { copy(); say("copied"); }}><IconCopy size={16} /></ActionIcon>}</CopyButton>
          </Group>
          <Accordion variant="contained" transitionDuration={0}>
            <Accordion.Item value="a"><Accordion.Control>How contacts are matched</Accordion.Control><Accordion.Panel>By mail address. <Anchor href="#rules">Rules</Anchor></Accordion.Panel></Accordion.Item>
            <Accordion.Item value="b"><Accordion.Control disabled>Billing</Accordion.Control><Accordion.Panel>None</Accordion.Panel></Accordion.Item>
          </Accordion>
          <Text id="status" size="sm">{status}</Text>
        </Stack>
        <NewPerson opened={adding} onClose={() => setAdding(false)} say={say} />
        <PersonDrawer person={person} onClose={() => setPerson(null)} say={say} />
        <Spotlight actions={actions} nothingFound="Nothing" searchProps={{ placeholder: "Search for a page", "aria-label": "Search for a page" }} transitionProps={{ duration: 0 }} />
      </AppShell.Main>
    </AppShell>
  );
}

createRoot(document.getElementById("root")).render(<MantineProvider><App /></MantineProvider>);
