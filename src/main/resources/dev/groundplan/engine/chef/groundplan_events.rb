require 'json' unless defined?(JSON)
require 'chef/event_dispatch/base' unless defined?(Chef::EventDispatch::Base)

module Groundplan
  # Tells the portal what a run begins and how it ended, one JSON object a line. Standard output is ours alone:
  # whatever else the client or a recipe prints goes to standard error.
  class Events < Chef::EventDispatch::Base
    LONGEST = 65_536

    Open = Struct.new(:resource, :action, :status, :texts, :diff, :assumed, :before, :message)

    def initialize(host)
      super()
      @host = host
      @open = []
      @out = STDOUT.dup
      @out.sync = true
      STDOUT.reopen(STDERR)
    end

    def run_start(version, _status = nil)
      tell('start', version: version)
    end

    # A recipe may set outputs from its first line on.
    def run_started(status)
      status.node.run_state['outputs'] ||= {}
    end

    def converge_start(_context)
      tell('converge')
    end

    def resource_action_start(resource, action, _type = nil, _notifier = nil)
      return if action.to_s == 'nothing'

      @open << Open.new(resource, action, nil, [], [], [], nil, nil)
      tell('begin', **named(resource, action))
    end

    def resource_current_state_loaded(resource, _action, current)
      with(resource) { |open| open.before = current && state(current, content_on_disk(resource)) if shown?(resource) }
    end

    def resource_update_applied(resource, _action, update)
      with(resource) do |open|
        lines = Array(update).flatten.compact.map(&:to_s)
        open.status = 'updated'
        open.texts.concat(lines.first(words(lines)))
        open.diff.concat(lines.drop(words(lines)))
      end
    end

    def resource_updated(resource, _action)
      with(resource) { |open| open.status = 'updated' unless open.status == 'bypassed' }
    end

    # Also said of what was bypassed.
    def resource_up_to_date(resource, _action)
      with(resource) { |open| open.status ||= 'ok' }
    end

    def resource_skipped(resource, _action, conditional)
      with(resource) do |open|
        open.status = 'skipped'
        open.message = conditional.short_description.to_s if conditional.respond_to?(:short_description)
      end
    end

    def resource_bypassed(resource, _action, _current)
      with(resource) { |open| open.status = 'bypassed' }
    end

    def resource_failed(resource, _action, exception)
      @hidden = true if resource.sensitive
      with(resource) do |open|
        open.status = 'failed'
        open.message = resource.sensitive ? exception.class.name : exception.message
      end
    end

    def resource_failed_retriable(resource, _action, left, exception)
      tell('output', text: "#{resource}: #{resource.sensitive ? exception.class : exception.message} (tries left: #{left})")
    end

    def whyrun_assumption(_action, resource, message)
      with(resource) { |open| open.assumed << message.to_s }
    end

    # Without any word on how it went, the run was stopped in the middle of it.
    def resource_completed(resource)
      open = with(resource) { |found| found }
      return unless open

      @open.delete_if { |each| each.equal?(open) }
      tell('result', **named(resource, open.action), **result(open))
    end

    def stream_output(_stream, output, _options = {})
      output.to_s.each_line { |line| tell('output', text: line.chomp) }
    end

    def library_file_load_failed(path, exception)
      broken(path, exception)
    end

    def lwrp_file_load_failed(path, exception)
      broken(path, exception)
    end

    def attribute_file_load_failed(path, exception)
      broken(path, exception)
    end

    def definition_file_load_failed(path, exception)
      broken(path, exception)
    end

    def recipe_file_load_failed(path, exception, _recipe = nil)
      broken(path, exception)
    end

    def run_completed(node, _status = nil)
      tell('end', status: 'ok', outputs: plain(node.run_state['outputs'] || {}, nil))
    end

    def run_failed(exception, _status = nil)
      stopped = exception.is_a?(SystemExit) || exception.is_a?(Interrupt)
      tell('end', status: stopped ? 'stopped' : 'failed', message: @hidden ? exception.class.name : exception.message)
    end

    private

    def tell(event, **more)
      @out.write(JSON.generate(plain({ gp: event, host: @host, **more }, nil)) << "\n")
    end

    def with(resource)
      open = @open.reverse_each.find { |each| each.resource.equal?(resource) }
      open && yield(open)
      open
    end

    # How many lines come before the difference of two files.
    def words(lines)
      lines.each_cons(2).find_index { |from, to| from.start_with?('--- ') && to.start_with?('+++ ') } || lines.size
    end

    def named(resource, action)
      { type: resource.resource_name, name: resource.name, action: action, recipe: recipe(resource),
        sensitive: resource.sensitive ? true : false }
    end

    def recipe(resource)
      [resource.cookbook_name, resource.recipe_name].compact.join('::')
    end

    def result(open)
      resource = open.resource
      more = { status: open.status || 'interrupted', texts: shortened(open.texts), assumed: open.assumed }
      more[:diff] = shortened(open.diff) if shown?(resource) && open.diff.any?
      more[:message] = open.message if open.message
      more[:message] = resource.message if resource.resource_name.to_s == 'log' && !resource.sensitive
      more[:ignored] = true if resource.ignore_failure
      more.update(before: open.before || {}, after: state(resource, content(resource))) if shown?(resource)
      more
    end

    # Values are for a plan to show: when the work is done, nobody needs them.
    def shown?(resource)
      Chef::Config[:why_run] && !resource.sensitive
    end

    def state(resource, content)
      state = resource.respond_to?(:state_for_resource_reporter) ? resource.state_for_resource_reporter : {}
      state = state.reject { |_name, value| value.nil? }
      state[:content] = content if content
      plain(state, LONGEST)
    rescue StandardError
      {}
    end

    def content(resource)
      resource.content if file?(resource) && resource.content.is_a?(String)
    end

    def content_on_disk(resource)
      return unless file?(resource) && File.file?(resource.path) && File.size(resource.path) <= LONGEST

      text = File.read(resource.path, encoding: 'UTF-8')
      text if text.valid_encoding?
    rescue SystemCallError
      nil
    end

    def file?(resource)
      resource.resource_name.to_s == 'file' && resource.respond_to?(:content)
    end

    def broken(path, exception)
      own = (exception.backtrace || []).find { |each| each.start_with?("#{path}:") } || exception.message
      tell('broken', file: path, line: own[/:(\d+)/, 1].to_i, message: exception.message)
    end

    def shortened(texts)
      texts.map { |text| text.length > LONGEST ? text[0, LONGEST] + "\n… the rest is not shown" : text }
    end

    # What JSON can hold, and as text what it can't.
    def plain(value, longest)
      case value
      when nil, true, false, Integer then value
      when Float then value.finite? ? value : value.to_s
      when Hash then value.to_h { |name, each| [text(name, nil), plain(each, longest)] }
      when Array then value.map { |each| plain(each, longest) }
      else text(value, longest)
      end
    end

    def text(value, longest)
      text = value.to_s.dup
      text.force_encoding(Encoding::UTF_8) if text.encoding == Encoding::BINARY
      text = text.encode(Encoding::UTF_8, invalid: :replace, undef: :replace).scrub
      longest && text.length > longest ? text[0, longest] + "\n… the rest is not shown" : text
    end
  end
end
