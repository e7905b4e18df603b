// The shop works without this file. It saves a few clicks: the price follows the choice, a filter applies itself, a changed quantity is sent.
document.addEventListener('change', (event) => {
  const field = event.target;
  if (field.matches('.choices input')) {
    document.querySelector('[data-price-now]').textContent = field.dataset.price;
    document.querySelector('[data-stock-now]').textContent = field.dataset.stock;
    history.replaceState(null, '', `?variant=${encodeURIComponent(field.value)}`);
  }
  if (field.closest('[data-sift]') || (field.closest('[data-lines]') && field.type === 'number')) field.form.requestSubmit();
});

// Which product of a list was chosen, in the words of GA4.
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-item]');
  if (!link) return;
  for (const entry of [...(window.dataLayer ?? [])].reverse()) {
    const item = entry.event === 'view_item_list' && entry.ecommerce.items.find((one) => one.item_id === link.dataset.item);
    if (!item) continue;
    window.dataLayer.push({ ecommerce: null });
    window.dataLayer.push({ event: 'select_item', ecommerce: { item_list_name: item.item_list_name, items: [item] } });
    return;
  }
});
document.documentElement.classList.add('awake');
