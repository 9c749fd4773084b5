export default `
<div>
  <Menubar :model="menu">
    <template #end>
      <div class="line">
        <ToggleSwitch v-model="dark" inputId="dark" aria-label="Dark mode" />
        <Button id="bell" icon="pi pi-bell" text rounded aria-label="Notices" badge="2" @click="$refs.notices.toggle($event)" />
        <Avatar label="K" shape="circle" />
      </div>
    </template>
  </Menubar>
  <Popover ref="notices">
    <div class="form">
      <div class="line"><span>Whiteboard is running out</span><Button label="Order" size="small" @click="say('ordered')" /></div>
      <div class="line"><a href="#report">Weekly report</a><Button icon="pi pi-times" text size="small" aria-label="Hide weekly report" @click="say('hidden')" /></div>
      <div class="line"><Checkbox v-model="mail" binary inputId="mail" /><label for="mail">Tell me by mail</label></div>
    </div>
  </Popover>
  <div class="page">
    <Toolbar>
      <template #start>
        <div class="line">
          <Button id="new" label="New product" icon="pi pi-plus" @click="adding = true" />
          <SplitButton id="save" label="Save" :model="saves" severity="secondary" @click="say('saved')" />
          <Button id="remove" icon="pi pi-trash" severity="danger" outlined aria-label="Remove marked" :disabled="!marked.length" @click="say('removed')" />
        </div>
      </template>
      <template #end>
        <div class="line">
          <SelectButton v-model="view" :options="views" optionLabel="label" optionValue="value" optionDisabled="off" aria-label="View" />
          <FileUpload mode="basic" chooseLabel="Import" accept=".csv" customUpload />
        </div>
      </template>
    </Toolbar>
    <div class="filters">
      <div><label for="suppliers">Suppliers</label>
        <MultiSelect id="suppliers-box" inputId="suppliers" v-model="chosen" :options="suppliers" optionLabel="name" optionDisabled="off" display="chip" filter placeholder="Any" /></div>
      <div><label for="place">Place</label>
        <TreeSelect id="place-box" inputId="place" v-model="place" :options="places" placeholder="Anywhere" :expandedKeys="open" /></div>
      <div><label for="since">Since</label>
        <DatePicker v-model="since" inputId="since" showIcon iconDisplay="button" dateFormat="yy-mm-dd" /></div>
      <div><label for="least">At least</label>
        <InputNumber v-model="least" inputId="least" showButtons :min="0" incrementButtonClass="more" decrementButtonClass="less" /></div>
      <div><label>Price</label><Slider v-model="price" range class="range" /></div>
      <div><label>Quality</label><Rating v-model="stars" /></div>
      <div><label for="ref">Ledger</label><InputText id="ref" modelValue="closed" disabled /></div>
    </div>
    <Splitter>
      <SplitterPanel :size="68">
        <DataTable :value="products" v-model:selection="marked" v-model:expandedRows="expanded" dataKey="code" rowHover paginator :rows="5" :rowsPerPageOptions="[5, 10]"
            contextMenu v-model:contextMenuSelection="current" @rowContextmenu="$refs.rowmenu.show($event.originalEvent)" @row-click="current = $event.data">
          <Column expander />
          <Column selectionMode="multiple" />
          <Column field="code" header="Code" sortable />
          <Column field="name" header="Name" sortable />
          <Column field="shelf" header="Shelf" />
          <Column field="stock" header="Stock" sortable />
          <Column header="">
            <template #body="{ data }">
              <Button icon="pi pi-pencil" text rounded size="small" :aria-label="'Edit ' + data.name" @click="say('edit ' + data.code)" />
              <Button icon="pi pi-lock" text rounded size="small" :disabled="data.stock === 0" :aria-label="'Lock ' + data.name" @click="say('lock ' + data.code)" />
            </template>
          </Column>
          <template #expansion="{ data }">
            <div class="line">Last order of {{ data.name }}: <a :href="'#order-' + data.code">order 88</a> <Button label="Order again" size="small" @click="say('again ' + data.code)" /></div>
          </template>
        </DataTable>
        <ContextMenu ref="rowmenu" :model="rowItems" />
      </SplitterPanel>
      <SplitterPanel :size="32">
        <div class="details">
          <b>{{ current.name }}</b>
          <div class="chips"><Chip v-for="t in tags" :key="t" :label="t" removable @remove="tags = tags.filter((x) => x !== t)" /><Chip label="fixed" /></div>
          <Tabs value="0">
            <TabList><Tab value="0">Facts</Tab><Tab value="1">Notes</Tab><Tab value="2" disabled>Prices</Tab></TabList>
            <TabPanels>
              <TabPanel value="0"><p>Code {{ current.code }}, {{ current.stock }} on {{ current.shelf }}</p><Tag value="counted" severity="success" /></TabPanel>
              <TabPanel value="1"><Textarea rows="3" aria-label="Notes" /></TabPanel>
            </TabPanels>
          </Tabs>
          <Panel header="Movements" toggleable collapsed><a href="#in">Goods in</a></Panel>
          <ProgressBar :value="40" />
          <p id="status">{{ status }}</p>
        </div>
      </SplitterPanel>
    </Splitter>
  </div>
  <Dialog v-model:visible="adding" modal header="New product" :draggable="true">
    <div class="form">
      <label for="n-name">Name</label><InputText id="n-name" />
      <label for="n-shelf">Shelf</label><Select inputId="n-shelf" id="n-shelf-box" v-model="shelf" :options="['North hall', 'South hall', 'Cellar']" editable />
      <label for="n-secret">Access code</label><Password inputId="n-secret" toggleMask fluid :feedback="false" />
      <div class="line"><RadioButton v-model="kind" inputId="k1" value="new" /><label for="k1">New</label><RadioButton v-model="kind" inputId="k2" value="used" /><label for="k2">Used</label></div>
      <div class="line"><ToggleButton v-model="fragile" onLabel="Fragile" offLabel="Sturdy" /><label for="colour">Colour</label><ColorPicker v-model="colour" inputId="colour" /></div>
    </div>
    <template #footer><Button label="Cancel" text @click="adding = false" /><Button label="Add" disabled /></template>
  </Dialog>
</div>`;
