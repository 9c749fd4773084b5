const names = ["Oak desk", "Desk lamp", "Swivel chair", "Whiteboard", "Filing cabinet", "Bookshelf", "Monitor arm", "Footrest", "Coat stand"];
const shelves = ["North hall", "South hall", "Cellar"];

export const products = names.map((name, i) => ({
  code: `P-${100 + i}`,
  name,
  shelf: shelves[i % 3],
  stock: (i * 7) % 23,
  price: 20 + ((i * 37) % 90),
}));

export const suppliers = ["Alder & Co", "Birch Ltd", "Cedar Works", "Dogwood"].map((name) => ({ name, off: name === "Dogwood" }));

export const places = [
  {
    key: "n",
    label: "North hall",
    children: [
      { key: "n1", label: "Aisle 1" },
      { key: "n2", label: "Aisle 2" },
    ],
  },
  { key: "s", label: "South hall", children: [{ key: "s1", label: "Aisle 7" }] },
  { key: "c", label: "Cellar" },
];
