import { createApp } from "vue";
import PrimeVue from "primevue/config";
import Aura from "@primeuix/themes/aura";
import "primeicons/primeicons.css";
import {
  Avatar, Button, Checkbox, Chip, ColorPicker, Column, ContextMenu, DataTable, DatePicker, Dialog, FileUpload, InputNumber,
  InputText, Menubar, MultiSelect, Panel, Password, Popover, ProgressBar, RadioButton, Rating, Select, SelectButton, Slider,
  SplitButton, Splitter, SplitterPanel, Tab, TabList, TabPanel, TabPanels, Tabs, Tag, Textarea, ToggleButton, ToggleSwitch,
  Toolbar, TreeSelect,
} from "primevue";
import template from "./page.html.js";
import { places, products, suppliers } from "./data.js";

const components = {
  Avatar, Button, Checkbox, Chip, ColorPicker, Column, ContextMenu, DataTable, DatePicker, Dialog, FileUpload, InputNumber,
  InputText, Menubar, MultiSelect, Panel, Password, Popover, ProgressBar, RadioButton, Rating, Select, SelectButton, Slider,
  SplitButton, Splitter, SplitterPanel, Tab, TabList, TabPanel, TabPanels, Tabs, Tag, Textarea, ToggleButton, ToggleSwitch,
  Toolbar, TreeSelect,
};

const app = createApp({
  template,
  components,
  data() {
    const item = (label, icon, more = {}) => ({ label, icon, command: () => this.say(label), ...more });
    return {
      places, products, suppliers,
      status: "Ready",
      dark: false, mail: true, adding: false, fragile: false,
      marked: [], expanded: {}, current: products[0],
      chosen: [suppliers[0], suppliers[1]], place: null, open: { n: true },
      since: new Date(2024, 2, 14), least: 3, price: [20, 70], stars: 3,
      view: "list",
      views: [{ label: "List", value: "list" }, { label: "Cards", value: "cards" }, { label: "Map", value: "map", off: true }],
      tags: ["wood", "heavy"],
      shelf: null, kind: "new", colour: "ff8800",
      saves: [item("Save a copy", "pi pi-copy"), item("Save as draft", "pi pi-file"), item("Publish", "pi pi-send", { disabled: true })],
      menu: [
        item("Stock", "pi pi-box"),
        { label: "Reports", icon: "pi pi-chart-bar", items: [item("Turnover"), { label: "Count", items: [item("By hall"), item("By shelf")] }, { separator: true }, item("Losses", undefined, { disabled: true })] },
        { label: "Manual", icon: "pi pi-book", url: "#manual" },
      ],
      rowItems: [item("Show", "pi pi-eye"), item("Move", "pi pi-arrows-h"), item("Recount", "pi pi-refresh", { disabled: true }), item("Delete", "pi pi-times")],
    };
  },
  methods: {
    say(text) {
      this.status = text;
    },
  },
});
app.use(PrimeVue, { theme: { preset: Aura, options: { darkModeSelector: ".dark" } } });
app.mount("#app");
