"""The figures as a page, those first that were asked for."""

import datetime
import os
import platform


def machine():
    with open('/proc/cpuinfo') as file:
        model = next((line.split(':')[1].strip() for line in file if 'model name' in line), 'unknown')
    return f'{model}, {os.cpu_count()} cores, Linux {platform.release()}'


def row(what, wanted, found, is_reached):
    return f"| {what} | {wanted} | {found} | {'yes' if is_reached else '**missed**'} |"


def ratio_row(what, least, ratio):
    return row(what, f'at least {least:g}x', f'{ratio:.2f}x', ratio >= least)


def page(options, frames, latencies, picture, load):
    first = next(iter(frames.values()))
    lines = [
        '# The renderer, measured', '',
        f"Written by `make bench-render` on {datetime.date.today()}: {options.size}, {first['renderer']};",
        f'{machine()}; load {load[0]:.1f} before, {load[1]:.1f} after.', '',
        '| | wanted | measured | reached |', '| --- | --- | --- | --- |']
    for name, r in frames.items():
        lines += [
            ratio_row(f'{name}: frames in shared memory, FURY with its {r["fury_samples"]} samples a '
                      'pixel / ours with as many', 1.5, r['fury'] / r['samples']),
            f"| {name}: the same, FURY kept from drawing each frame twice, which nobody does | – | "
            f"{r['tuned'] / r['samples']:.2f}x | |",
            ratio_row(f'{name}: FURY with its samples / ours as it draws while the scene moves', 4, r['fury'] / r['moving']),
            row(f'{name}: a frame written / memcpy', 'at most 1.3x', f"{r['write'] / r['memcpy']:.2f}x",
                r['write'] <= 1.3 * r['memcpy'])]
    for name, r in latencies.items():
        extra = r['mean_ms'] - r['render_ms']
        lines.append(row(f'{name}: event to published frame beyond one render, mean', 'at most 3 ms',
                         f'{extra:.1f} ms', extra <= 3))
    ratio = picture['picture'] / picture['vtk']
    lines += [
        row(f"`view` of an STL of {picture['triangles']:,} triangles, first picture / VTK's reading of it",
            'at most 1.5x', f'{ratio:.2f}x', ratio <= 1.5),
        '', 'A load above the number of cores means that other programs ran beside this: VTK reads on one core,',
        '`view` needs two, and so has more to lose.', '', '## In full', '', '| ms a frame | ' + ' | '.join(frames) + ' |',
        '| --- |' + ' --- |' * len(frames)]
    for key, what in (
            ('fury', 'FURY 0.12 on Xvfb, as it comes: it draws twice a frame'),
            ('tuned', 'FURY 0.12 kept from drawing again for the copy'),
            ('samples', 'ours, as many samples a pixel as FURY'), ('moving', 'ours, while the scene moves'),
            ('write', 'a frame written into shared memory'), ('memcpy', 'memcpy of as many bytes')):
        digits = 3 if key in ('write', 'memcpy') else 1
        lines.append(f'| {what} | ' + ' | '.join(f'{r[key]:.{digits}f}' for r in frames.values()) + ' |')
    lines += ['', '| ms | ' + ' | '.join(latencies) + ' |', '| --- |' + ' --- |' * len(latencies)]
    for key, what in (
            ('render_ms', 'one render: draw, read, write; mean of the same drag'),
            ('mean_ms', 'event in the queue to the first frame that shows it, mean'),
            ('p50_ms', 'the same, median'), ('p95_ms', 'the same, 95 %'),
            ('rest_p50_ms', 'the first event after a second of rest, median'),
            ('rest_p95_ms', 'the same, 95 %')):
        lines.append(f'| {what} | ' + ' | '.join(f'{r[key]:.1f}' for r in latencies.values()) + ' |')
    idle = ' / '.join(f"{r['idle_percent']:.1f}" for r in latencies.values())
    lines += [
        '', f'While nothing happens the renderer uses {idle} % of a core.', '',
        '| s | |', '| --- | --- |',
        f"| `vtkSTLReader`, which merges points | {picture['vtk']:.2f} |",
        f"| the same without merging, as the renderer uses it for large files | {picture['vtk_unmerged']:.2f} |",
        f"| start of `fury-tui-render` to its first frame | {picture['frame']:.2f} |",
        f"| start of `fury-tui view` to the end of the first sixel picture | {picture['picture']:.2f} |", '',
        'An event from rest waits longer than one in a drag: the samples of the smooth picture are given',
        'up first. One that comes while the smooth picture is being drawn waits for that as well.', '']
    return '\n'.join(lines)
