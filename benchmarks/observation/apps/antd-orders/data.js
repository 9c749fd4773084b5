export const orders = [
  { key: "4101", customer: "Bakery Lindgren", city: "Uppsala", status: "open", total: 1240, due: "2025-03-14", tags: ["rush"] },
  { key: "4102", customer: "Casa Moreno", city: "Sevilla", status: "packed", total: 310, due: "2025-03-18", tags: [] },
  { key: "4103", customer: "Dupont & Fils", city: "Lyon", status: "shipped", total: 980, due: "2025-03-11", tags: ["cold"] },
  { key: "4104", customer: "Ebba's Deli", city: "Malmö", status: "open", total: 455, due: "2025-03-21", tags: ["gift"] },
  { key: "4105", customer: "Fischer Feinkost", city: "Graz", status: "late", total: 2210, due: "2025-03-07", tags: [] },
  { key: "4106", customer: "Grano Duro", city: "Parma", status: "packed", total: 615, due: "2025-03-25", tags: [] },
  { key: "4107", customer: "Hof Wiesental", city: "Bern", status: "open", total: 150, due: "2025-03-27", tags: [] },
];
export const returns = [
  { key: "R17", order: "4088", reason: "Wrong size", value: 85 },
  { key: "R18", order: "4090", reason: "Broken jar", value: 12 },
];
export const regions = [
  { value: "north", label: "North", children: [
    { value: "se", label: "Sweden", children: [{ value: "upp", label: "Uppsala" }, { value: "mal", label: "Malmö" }] },
    { value: "dk", label: "Denmark", children: [{ value: "aar", label: "Aarhus" }] },
    { value: "no", label: "Norway", disabled: true },
  ] },
  { value: "south", label: "South", children: [{ value: "es", label: "Spain", children: [{ value: "sev", label: "Sevilla" }] }] },
];
export const shelves = [
  { title: "Hall A", key: "a", children: [
    { title: "Flour", key: "a1" }, { title: "Oil", key: "a2" }, { title: "Salt (closed)", key: "a3", disabled: true },
  ] },
  { title: "Hall B", key: "b", children: [{ title: "Jars", key: "b1" }, { title: "Boxes", key: "b2" }] },
];
