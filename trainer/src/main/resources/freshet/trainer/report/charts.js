'use strict';
// Draws every canvas with data-chart="name" from the JSON in #charts; colours come from the style sheet.
(() => {
  const data = JSON.parse(document.getElementById('charts').textContent);
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const dashes = [[], [6, 4], [2, 3]];
  const points = ['circle', 'rectRot', 'triangle'];
  let drawn = [];

  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();

  const dataset = (chart, series, index) => ({
    label: series.name,
    data: series.values,
    borderColor: colour(series.colour),
    backgroundColor: colour(series.colour),
    borderDash: dashes[index],
    borderWidth: chart.type === 'line' ? 2 : 0,
    pointStyle: points[index],
    pointRadius: series.values.map((_, at) => at === chart.highlighted ? 7 : series.values.length > 40 ? 0 : 3),
    pointHoverRadius: 8,
  });

  const axis = (title, percent) => ({
    title: { display: true, text: title, color: colour('quiet') },
    ticks: { color: colour('quiet'), maxRotation: 0, ...(percent && { callback: value => value + ' %' }) },
    grid: { color: colour('line') },
    border: { color: colour('grey') },
  });

  // Long names are slanted where they do not fit side by side, and none is left out.
  const labels = chart => ({
    color: colour('quiet'),
    ...(chart.labels.some(label => String(label).length > 12) ? { maxRotation: 60, autoSkip: false } : { maxRotation: 0 }),
  });

  const draw = (canvas, chart) => new Chart(canvas, {
    type: chart.type,
    data: { labels: chart.labels, datasets: chart.series.map((series, index) => dataset(chart, series, index)) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { ...axis(chart.x, false), grid: { display: false }, ticks: labels(chart) },
        y: { ...axis(chart.y, chart.percent), beginAtZero: chart.type === 'bar' },
      },
      plugins: {
        legend: {
          display: chart.series.length > 1,
          position: 'bottom',
          labels: { color: colour('ink'), usePointStyle: chart.type === 'line', boxWidth: 9, boxHeight: 9 },
        },
        tooltip: {
          callbacks: {
            label: item => item.dataset.label + ': ' + item.parsed.y.toFixed(chart.percent ? 2 : 4) + (chart.percent ? ' %' : ''),
          },
        },
      },
    },
  });

  const drawAll = () => {
    drawn.forEach(chart => chart.destroy());
    drawn = [...document.querySelectorAll('canvas[data-chart]')].map(canvas => draw(canvas, data[canvas.dataset.chart]));
  };

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  drawAll();
  dark.addEventListener('change', drawAll);

  // Paper is light, and no part of it can be opened.
  let opened = [];
  addEventListener('beforeprint', () => {
    root.classList.add('printing');
    opened = [...document.querySelectorAll('main details:not([open])')];
    opened.forEach(part => { part.open = true; });
    drawAll();
  });
  addEventListener('afterprint', () => {
    root.classList.remove('printing');
    opened.forEach(part => { part.open = false; });
    drawAll();
  });
})();
