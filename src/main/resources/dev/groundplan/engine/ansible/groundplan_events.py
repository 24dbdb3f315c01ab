from __future__ import annotations

DOCUMENTATION = '''
    name: groundplan_events
    type: stdout
    short_description: What a playbook does, one JSON object a line
    description: Tells the portal what is begun and how it ended.
    options: {}
'''

import json
import sys

from ansible.parsing.ajson import AnsibleJSONEncoder
from ansible.plugins.callback import CallbackBase

LONGEST = 65536
REASONS = ('skip_reason', 'skipped_reason', 'false_condition')
KEPT = ('msg', 'stderr', 'stdout', 'rc', 'reason', 'skip_reason', 'skipped_reason', 'false_condition',
        'argument_errors', 'censored', 'exception')


def part(result, name):
    return getattr(result, name) if hasattr(result, name) else getattr(result, '_' + name)


def shortened(value):
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + '\n… the rest is not shown'
    if isinstance(value, dict):
        return {str(key): shortened(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [shortened(each) for each in value]
    return value


def left_out(result):
    """Whether a loop had nothing to do: its items say why, the whole does not."""
    items = [item for item in result.get('results') or [] if isinstance(item, dict)]
    return bool(items) and all(any(why in item for why in REASONS) for item in items)


def diffs(result):
    found = []
    for each in [result] + [item for item in result.get('results') or [] if isinstance(item, dict)]:
        diff = each.get('diff')
        found += diff if isinstance(diff, list) else [diff] if diff else []
    return [shortened(diff) for diff in found if diff]


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'stdout'
    CALLBACK_NAME = 'groundplan_events'

    def _tell(self, event, **more):
        line = json.dumps({'gp': event, **more}, cls=AnsibleJSONEncoder)
        sys.stdout.write(line + '\n')
        sys.stdout.flush()

    def _task(self, task):
        return {'name': task.get_name(), 'action': task.action, 'path': task.get_path() or ''}

    def _result(self, status, result, **more):
        raw = part(result, 'result')
        task = part(result, 'task')
        kept = {key: shortened(raw[key]) for key in KEPT if raw.get(key) is not None}
        if left_out(raw):
            kept.setdefault('skip_reason', 'No item met its condition')
        if task.no_log and task.action.endswith('set_stats'):
            more['secret'] = [str(name) for name in (task.args.get('data') or {})]
        state = task.args.get('state')
        self._tell(
            'result', status=status, host=part(result, 'host').get_name(), task=self._task(task),
            changed=bool(raw.get('changed')), diff=diffs(raw), result=kept,
            state=state if isinstance(state, str) else '', **more)

    def v2_playbook_on_play_start(self, play):
        self._tell('play', name=play.get_name())

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._tell('task', task=self._task(task))

    def v2_playbook_on_cleanup_task_start(self, task):
        self._tell('task', task=self._task(task))

    def v2_playbook_on_handler_task_start(self, task):
        self._tell('task', task=self._task(task))

    def v2_playbook_on_no_hosts_matched(self):
        self._tell('no_hosts')

    def v2_runner_on_start(self, host, task):
        self._tell('begin', host=host.get_name(), task=self._task(task))

    def v2_runner_on_ok(self, result):
        self._result('ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._result('failed', result, ignored=bool(ignore_errors))

    def v2_runner_on_skipped(self, result):
        self._result('skipped', result)

    def v2_runner_on_unreachable(self, result):
        self._result('unreachable', result)

    def v2_playbook_on_stats(self, stats):
        self._tell(
            'stats', hosts={host: stats.summarize(host) for host in sorted(stats.processed)},
            outputs=stats.custom.get('_run') or {})
