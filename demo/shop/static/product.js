// Reviews arrive after the page.
import { config, element } from "/static/site.js";

function showReviews(box, found) {
  const rows = found.map((review) => {
    const item = element("li");
    const head = element("p", "", { class: "review-head" });
    const stars = element(config.tags.stars, "", { value: review.stars, shown: review.stars });
    head.append(element("strong", review.author), stars);
    item.append(head, element("p", review.text));
    return item;
  });
  const list = element("ul", "", { class: "reviews" });
  list.append(...rows);
  box.replaceChildren(list);
  box.removeAttribute("aria-busy");
}

const box = document.querySelector("[data-reviews]");
if (box) {
  const answer = await fetch(box.dataset.reviews);
  const found = answer.ok ? await answer.json() : [];
  showReviews(box, found);
}
