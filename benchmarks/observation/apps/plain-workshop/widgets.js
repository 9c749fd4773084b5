class StockCounter extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "closed" });
    let n = Number(this.getAttribute("value"));
    root.innerHTML = `<style>:host{display:flex;gap:4px;align-items:center}.less,.more{width:24px}.all{text-decoration:underline;cursor:pointer}</style>
      <span>${this.getAttribute("label")}</span><button class="less" aria-label="Fewer">−</button><b>${n}</b><button class="more" aria-label="More">+</button>
      <span class="all">use up</span><button class="order" disabled>Order</button>`;
    const show = (d) => (root.querySelector("b").textContent = n = Math.max(0, n + d));
    root.querySelector(".less").addEventListener("click", () => show(-1));
    root.querySelector(".more").addEventListener("click", () => show(1));
    root.querySelector(".all").addEventListener("click", () => show(-n));
  }
}
customElements.define("stock-counter", StockCounter);

export function signaturePad(canvas, say) {
  const pen = canvas.getContext("2d");
  let down = false;
  canvas.addEventListener("pointerdown", (e) => ((down = true), pen.beginPath(), pen.moveTo(e.offsetX, e.offsetY)));
  canvas.addEventListener("pointermove", (e) => down && (pen.lineTo(e.offsetX, e.offsetY), pen.stroke()));
  canvas.addEventListener("pointerup", () => ((down = false), say("signed")));
}

export function chart(canvas) {
  const pen = canvas.getContext("2d");
  [30, 44, 21, 52].forEach((h, i) => pen.fillRect(10 + i * 26, 60 - h, 18, h));
}
