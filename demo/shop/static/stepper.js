// A quantity field with two buttons, in an open shadow root; it takes part in forms like an input.
import { config } from "/static/site.js";

const STYLE = `
  :host { display: inline-flex; align-items: center; border: 1px solid var(--line); border-radius: 10px; }
  button { all: unset; width: 2.4rem; text-align: center; font-size: 1.2rem; line-height: 2.4rem; cursor: pointer; }
  button:focus-visible { outline: 2px solid var(--accent); border-radius: 8px; }
  button[disabled] { opacity: 0.3; cursor: not-allowed; }
  output { min-width: 2rem; text-align: center; font-weight: 600; font-variant-numeric: tabular-nums; }
`;

class Stepper extends HTMLElement {
  static formAssociated = true;

  connectedCallback() {
    this.internals = this.attachInternals();
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = `<style>${STYLE}</style><button type="button">−</button><output>1</output><button type="button">+</button>`;
    [this.less, this.more] = root.querySelectorAll("button");
    this.output = root.querySelector("output");
    this.less.setAttribute("aria-label", config.words.less);
    this.more.setAttribute("aria-label", config.words.more);
    this.output.setAttribute("aria-label", config.words.quantity);
    this.less.addEventListener("click", () => this.change(-1));
    this.more.addEventListener("click", () => this.change(1));
    this.show(1);
  }

  change(step) {
    this.show(this.value + step);
  }

  show(value) {
    this.value = value;
    this.output.textContent = String(value);
    this.less.disabled = value <= 1;
    this.more.disabled = value >= Number(this.getAttribute("max"));
    this.internals.setFormValue(String(value));
  }
}

class Stars extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const value = Number(this.getAttribute("value"));
    const full = Math.round(value);
    root.innerHTML = `<style>span { color: var(--star); letter-spacing: 1px; }</style><span role="img"></span>`;
    const span = root.querySelector("span");
    span.textContent = "★".repeat(full) + "☆".repeat(5 - full);
    span.setAttribute("aria-label", config.words.stars.replace("{value}", this.getAttribute("shown")));
  }
}

customElements.define(config.tags.stepper, Stepper);
customElements.define(config.tags.stars, Stars);
