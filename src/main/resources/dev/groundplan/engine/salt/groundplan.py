"""What the portal adds to Salt: values as pillar, outputs as states, and what is done as one JSON object a line."""

import json
import os
import re

import salt.exceptions
import salt.state
import salt.utils.jinja

LONGEST = 65536
CHANNEL = []
INTERNAL = frozenset(['state', 'fun', 'sfun', 'order', 'no_log']) | salt.state.STATE_INTERNAL_KEYWORDS
UNWRITABLE = re.compile('[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')


def ext_pillar(minion_id, pillar, path):
    """The values of the step: read as data, never rendered. Comes before any SLS is rendered."""
    _carry_every_text()
    _keep_lines()
    with open(path, encoding='utf-8') as values:
        return json.load(values)


def output(name, **values):
    """Sets outputs of the step."""
    return _told(name, values, False)


def secret(name, **values):
    """Sets outputs of the step that nobody is shown."""
    return _told(name, values, True)


def _told(name, values, hidden):
    outputs = {key: value for key, value in values.items() if not key.startswith('__')}
    return {'name': name, 'result': True, 'changes': {}, 'comment': 'Told: ' + ', '.join(sorted(outputs)),
            'outputs': outputs, 'secret': hidden}


def run(sls, test=False):
    """Applies one SLS. Only the last line says that it was done to the end."""
    own = salt.state.State
    salt.state.State = Telling
    _take_channel()
    try:
        ret = __salt__['state.apply'](sls, test=bool(test))
    except BaseException:
        _tell('interrupted')
        raise
    finally:
        salt.state.State = own
    errors = [] if isinstance(ret, dict) else _texts(ret)
    _tell('end', errors=errors)
    _give_channel_back()
    if errors:
        __context__['retcode'] = 1


def check(sls):
    """Renders one SLS and looks for its functions; applies nothing."""
    opts = dict(__opts__, test=True)
    with salt.state.HighState(opts) as states:
        states.push_active()
        try:
            high, errors = states.render_highstate({'base': [sls]})
            if not errors:
                high, errors = states.state.reconcile_extend(high)
            if not errors:
                high, errors = states.state.requisite_in(high)
            errors = errors or states.state.verify_high(high)
            if not errors:
                chunks, errors = states.state.compile_high_data(high)
                errors = errors or [error for low in chunks for error in states.state.verify_data(low)]
        finally:
            states.pop_active()
    _tell('end', errors=_texts(errors))


def _texts(errors):
    return [str(each) for each in (errors if isinstance(errors, (list, tuple)) else [errors])]


def _take_channel():
    """Standard output is ours alone: what states and their commands print goes to standard error."""
    CHANNEL.append(os.dup(1))
    os.dup2(2, 1)


def _give_channel_back():
    own = CHANNEL.pop()
    os.dup2(own, 1)
    os.close(own)


def _tell(event, **more):
    line = (json.dumps({'gp': event, **more}, default=str) + '\n').encode('ascii')
    while line:
        line = line[os.write(CHANNEL[-1] if CHANNEL else 1, line):]


class Telling(salt.state.State):
    """Stands in for Salt's own while an SLS is applied."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.groundplan_lows = {}
        self.groundplan_told = set()

    def format_slots(self, cdata):
        """A value that looks like a slot stays a text: whoever types it must not call functions of Salt."""

    def call(self, low, chunks=None, running=None, retries=1):
        if retries == 1 and not low.get('__prereq__'):
            _tell('begin', **_described(low))
        return super().call(low, chunks, running, retries)

    def call_chunk(self, low, running, chunks, depth=0):
        self.groundplan_lows[salt.state._gen_tag(low)] = low
        answer = super().call_chunk(low, running, chunks, depth)
        self._tell_results(running)
        return answer

    def reconcile_procs(self, running):
        done = super().reconcile_procs(running)
        self._tell_results(running)
        return done

    def _tell_results(self, running):
        for tag, ret in running.items():
            low = self.groundplan_lows.get(tag)
            if low is not None and tag not in self.procs and tag not in self.groundplan_told:
                self.groundplan_told.add(tag)
                _tell('result', **_described(low), **_result(low, ret))


def _described(low):
    function = low.get('sfun') or low.get('fun')
    return {'tag': salt.state._gen_tag({**low, 'fun': function}), 'id': str(low.get('__id__')),
            'state': str(low.get('state')), 'function': str(function)}


def _result(low, ret):
    hidden = bool(low.get('no_log'))
    given = {key: value for key, value in low.items() if not key.startswith('__') and key not in INTERNAL}
    changes = ret.get('changes') or {}
    told = {'result': ret.get('result'), 'ran': ret.get('__state_ran__', True), 'hidden': hidden,
            'changed': bool(changes), 'comment': _shortened(ret.get('comment')),
            'given': {} if hidden else _shortened(given), 'changes': {} if hidden else _shortened(changes)}
    if low.get('state') == 'groundplan' and 'outputs' in ret:
        told.update(outputs=ret.pop('outputs'), secret=ret.pop('secret'))
    return told


def _shortened(value):
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + '\n… the rest is not shown'
    if isinstance(value, dict):
        return {str(key): _shortened(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shortened(each) for each in value]
    return value


def _carry_every_text():
    """Salt's filter "json" leaves characters as they are that YAML folds or refuses."""
    own = salt.utils.jinja.SerializerExtension.format_json
    if hasattr(own, 'groundplan'):
        return

    def format_json(self, value, sort_keys=True, indent=None):
        text = own(self, value, sort_keys, indent)
        return type(text)(UNWRITABLE.sub(lambda found: '\\u%04x' % ord(found.group()), text))

    format_json.groundplan = True
    salt.utils.jinja.SerializerExtension.format_json = format_json


def _keep_lines():
    """Where YAML is wrong Salt knows the line, and does not tell it unless it has the text as well."""
    own = salt.exceptions.SaltRenderError.__init__
    if hasattr(own, 'groundplan'):
        return

    def init(self, message, line_num=None, buf='', *args, **more):
        told = '%s; line %d' % (message, line_num) if line_num and not buf else message
        own(self, told, line_num, buf, *args, **more)

    init.groundplan = True
    salt.exceptions.SaltRenderError.__init__ = init
