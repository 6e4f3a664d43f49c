import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Day } from '../../src/domain/day.ts';
import { draw } from '../../src/reporting/charts/draw.ts';
import { narrow, wide } from '../../src/reporting/charts/drawing.ts';
import { chartsOf } from '../../src/reporting/exporters/all.ts';
import { findLayout } from '../../src/reporting/layouts/all.ts';
import { composeReport } from '../../src/reporting/report.ts';
import type { ReportChart } from '../../src/reporting/report-value.ts';
import { authorityNamed } from '../../src/store/authorities.ts';
import { withDemonstration } from '../demonstration.ts';

test('each chart of a report says what it shows, in which unit, where and when; what is hidden is a gap, and no finding is said of it', async () => {
  await withDemonstration(['doncaster-2017-18'], async (store, [name = '']) => {
    const authority = await authorityNamed(store.db, name);
    const layout = findLayout('annual');
    assert.ok(layout !== undefined);
    const period = { from: '2017-04-01' as Day, to: '2018-03-31' as Day };
    const whole = chartsOf(await composeReport(store.db, authority, layout, period));
    const printed = chartsOf(await composeReport(store.db, authority, layout, period, { disclosure: { rule: { threshold: 5 } } }));
    const subtitle = (charts: readonly ReportChart[], title: RegExp): string | undefined => charts.find((chart) => title.test(chart.title))?.subtitle;

    assert.equal(subtitle(whole, /most common theme/), 'Statutory complaints by theme (number), Doncaster Children’s Services Trust, 2016/17 and 2017/18');
    assert.equal(subtitle(whole, /^Spend on stage 2 fell/), 'Stage 2 over three years: numbers, cost and time (pounds), Doncaster Children’s Services Trust, 2015/16 to 2017/18');
    assert.equal(subtitle(whole, /^The share of statutory stage 1 answers/), 'Statutory complaints answered within the time limits, over two years (per cent), Doncaster Children’s Services Trust, 2016/17 and 2017/18');
    assert.ok(whole.every(({ note }) => note === undefined));

    const channel = printed.find(({ title }) => title === 'How contacts were made');
    assert.ok(channel !== undefined, 'of hidden numbers no largest is told');
    assert.equal(channel.subtitle, 'Number, Doncaster Children’s Services Trust, 2017/18');
    assert.match(channel.note ?? '', /^\[c\] stands for a number that is left out/);
    const hidden = channel.series.flatMap(({ values }, order) => values.flatMap((value, at) => (value === null ? [channel.series[order]?.texts[at]] : [])));
    assert.ok(hidden.length > 0 && hidden.every((text) => text === '[c]'));
    for (const drawnFor of [wide, narrow]) assert.equal(draw(channel, drawnFor).labels.filter(({ text }) => text === '[c]').length, hidden.length);
    for (const chart of printed) {
      const values = chart.series.flatMap((series) => series.values);
      assert.ok(values.filter((value) => value === null).length * 3 <= values.length * 2, `${chart.title} is mostly gaps`);
    }
  });
});
