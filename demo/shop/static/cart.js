// Adding to the cart without leaving the page: buttons in lists (one listener for all), and the product's form.
import { address, config, send, toast } from "/static/site.js";

function showCount(count) {
  const badge = document.querySelector("[data-cart-count]");
  badge.textContent = String(count);
  badge.hidden = count === 0;
}

async function add(product, quantity) {
  const response = await send("POST", address("api_cart"), { product, quantity });
  const answer = await response.json();
  if (!answer.ok) {
    toast(answer.message ?? answer.error);
    return;
  }
  toast(answer.message);
  showCount(answer.count);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add]");
  if (button && !button.disabled) add(button.dataset.add, 1);
});

const form = document.querySelector("[data-add-form]");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const values = new FormData(form);
  add(values.get(config.fields.product), Number(values.get(config.fields.quantity) ?? 1));
});
