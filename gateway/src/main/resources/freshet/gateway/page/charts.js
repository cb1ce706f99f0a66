const KEPT = 5 * 60 * 1000;

/** A line per series over the last five minutes, with marks where another model took over. */
export class LiveChart {
  /** @param format makes a value of the vertical axis readable */
  constructor(canvas, marks, format) {
    this.marks = marks;
    this.series = new Map();
    const chart = this;
    this.chart = new window.Chart(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        animation: false,
        normalized: true,
        parsing: false,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { top: 14 } },
        interaction: { mode: 'index', intersect: false, axis: 'x' },
        elements: { point: { radius: 0, hitRadius: 8 }, line: { borderWidth: 2, tension: 0.25 } },
        scales: {
          x: {
            type: 'linear',
            grid: { display: false },
            ticks: { maxTicksLimit: 5, maxRotation: 0, callback: (time) => new Date(time).toLocaleTimeString('en-GB') },
          },
          y: { beginAtZero: true, border: { display: false }, ticks: { maxTicksLimit: 5, callback: format } },
        },
        plugins: {
          legend: { position: 'bottom', align: 'start', labels: { boxWidth: 14, boxHeight: 2, padding: 14 } },
          tooltip: {
            callbacks: {
              title: ([first]) => new Date(first.parsed.x).toLocaleTimeString('en-GB'),
              label: (point) => `${point.dataset.label}: ${format(point.parsed.y)}`,
            },
          },
        },
      },
      plugins: [{ id: 'marks', afterDatasetsDraw: (drawn) => chart.drawMarks(drawn) }],
    });
    this.colours();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.colours());
  }

  /** Forgets all values: those of the last minutes come anew. */
  clear() {
    this.series.clear();
    this.chart.data.datasets.length = 0;
  }

  /** Adds one moment's values, by the name of their series; {@link draw} shows them. */
  add(time, values) {
    for (const [name, value] of Object.entries(values)) {
      if (!this.series.has(name)) {
        const dataset = { label: name, data: [] };
        this.series.set(name, dataset);
        this.chart.data.datasets.push(dataset);
        this.paint();
      }
      if (Number.isFinite(value)) {
        this.series.get(name).data.push({ x: time, y: value });
      }
    }
    for (const [name, dataset] of this.series) {
      while (dataset.data.length > 0 && dataset.data[0].x < time - KEPT) {
        dataset.data.shift();
      }
      if (dataset.data.length === 0) {
        this.series.delete(name);
        this.chart.data.datasets.splice(this.chart.data.datasets.indexOf(dataset), 1);
      }
    }
    this.chart.options.scales.x.max = time;
  }

  draw() {
    this.chart.update('none');
  }

  drawMarks({ ctx: pen, chartArea: area, scales: { x } }) {
    pen.save();
    pen.strokeStyle = this.quiet;
    pen.fillStyle = this.quiet;
    pen.font = '11px system-ui, sans-serif';
    pen.setLineDash([4, 3]);
    for (const { time, to } of this.marks) {
      const at = x.getPixelForValue(Date.parse(time));
      if (at >= area.left && at <= area.right) {
        pen.beginPath();
        pen.moveTo(at, area.top);
        pen.lineTo(at, area.bottom);
        pen.stroke();
        const right = at > area.right - 60;
        pen.textAlign = right ? 'right' : 'left';
        pen.fillText(`model ${to}`, right ? at - 4 : at + 4, area.top - 4);
      }
    }
    pen.restore();
  }

  /** Takes the colours of the page, which follow the light. */
  colours() {
    const page = getComputedStyle(document.documentElement);
    const colour = (name) => page.getPropertyValue(name).trim();
    this.palette = ['--accent', '--second', '--third', '--quiet'].map(colour);
    this.quiet = colour('--quiet');
    const { scales, plugins } = this.chart.options;
    scales.x.ticks.color = this.quiet;
    scales.y.ticks.color = this.quiet;
    scales.y.grid.color = colour('--line');
    plugins.legend.labels.color = colour('--ink');
    this.paint();
    this.chart.update('none');
  }

  paint() {
    this.chart.data.datasets.forEach((dataset, at) => {
      const colour = this.palette[at % this.palette.length];
      dataset.borderColor = colour;
      dataset.backgroundColor = colour;
    });
  }
}
