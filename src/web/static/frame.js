// Within an embedded survey: tells the page around it how high it is, so that nothing scrolls twice.
(() => {
  if (parent === window) return;
  const tell = (onus) => parent.postMessage({ onus }, '*');
  const height = () => tell({ height: Math.ceil(document.body.scrollHeight) });
  new ResizeObserver(height).observe(document.body);
  addEventListener('keydown', ({ key }) => key === 'Escape' && tell({ key }));
  height();
})();
