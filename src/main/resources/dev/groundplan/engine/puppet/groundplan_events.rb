# frozen_string_literal: true

# Loaded into puppet at its start (RUBYOPT): tells the portal what is begun and how it ended, one JSON object a line.
# Only these lines are on standard output: whatever else is printed goes to standard error, so nothing that a template
# prints is ever taken for one of them.

ENV.delete('RUBYOPT')
ENV.delete('RUBYLIB')
require 'json'
require 'set'
require 'puppet'
require 'groundplan_output'

module Groundplan
  LONGEST = 65_536
  CHANNEL = $stdout.dup
  CHANNEL.sync = true
  CHANNEL.close_on_exec = true
  $stdout.reopen($stderr)

  module_function

  def tell(event, more)
    CHANNEL.write("#{JSON.generate({ 'gp' => event }.merge(more))}\n")
  end

  # Any value as JSON has it.
  def plain(value)
    case value
    when nil, true, false, Integer then value
    when Float then value.finite? ? value : value.to_s
    when :undef then nil
    when Array then value.map { |each| plain(each) }
    when Hash then value.to_h { |key, each| [text(key), plain(each)] }
    when Puppet::Pops::Types::PSensitiveType::Sensitive then plain(value.unwrap)
    else text(value)
    end
  end

  def text(value)
    text = value.to_s.dup
    text.force_encoding(Encoding::UTF_8) unless text.encoding == Encoding::UTF_8
    text.valid_encoding? ? text : text.scrub
  end

  def shortened(value)
    case value
    when String then value.length > LONGEST ? "#{value[0, LONGEST]}\n… the rest is not shown" : value
    when Array then value.map { |each| shortened(each) }
    when Hash then value.transform_values { |each| shortened(each) }
    else value
    end
  end

  def secret?(value)
    case value
    when Puppet::Pops::Types::PSensitiveType::Sensitive then true
    when Array then value.any? { |each| secret?(each) }
    when Hash then value.any? { |key, each| secret?(key) || secret?(each) }
    else false
    end
  end

  # The text of a file before and after, where Puppet itself would only tell checksums.
  module Contents
    module_function

    def of(resource)
      content = resource.parameter(:content)
      source = resource.parameter(:source)
      return {} unless content || source

      after = content && !source ? content.actual_content : read(source.metadata.full_path)
      before = File.exist?(resource[:path]) ? read(resource[:path]) : ''
      texts = { 'before' => readable(before), 'after' => readable(after) }
      texts.value?(nil) ? {} : texts.merge('secret' => !!content&.sensitive)
    rescue StandardError
      {}
    end

    def read(path)
      File.binread(path) if File.file?(path) && File.size(path) <= LONGEST
    end

    def readable(bytes)
      return if bytes.nil?

      text = bytes.to_s.dup.force_encoding(Encoding::UTF_8)
      text if text.bytesize <= LONGEST && text.valid_encoding? && !text.include?("\0")
    end
  end

  # What became of one resource.
  class Result
    def initialize(resource, status, refreshes)
      @resource = resource
      @status = status
      @refreshes = refreshes
      @events = status.events.reject { |event| event.status == 'audit' }
    end

    def to_h
      {
        'resource' => Groundplan.text(@resource.ref), 'type' => Groundplan.text(@resource.class.name).capitalize,
        'title' => Groundplan.text(@resource.title), 'failed' => failed?, 'skipped' => @status.skipped == true,
        'blocked' => @status.dependency_failed? ? true : false, 'changed' => @status.changed == true,
        'restarts' => restarts?, 'absent' => absent?, 'messages' => messages,
        'properties' => Groundplan.shortened(properties), 'content' => content
      }
    end

    private

    def failed?
      @status.failed? || @status.failed_to_restart? ? true : false
    end

    def restarts?
      @refreshes || @events.any? { |event| event.property.nil? && event.status == 'success' }
    end

    def absent?
      wanted = @resource.parameter(:ensure)&.should
      %w[absent purged].include?(wanted.to_s)
    end

    def messages
      @events.select { |event| event.status == 'failure' }.map { |event| Groundplan.text(event.message) }
    end

    def properties
      changes = @events.reject { |event| event.property.nil? }.to_h do |event|
        [event.property.to_s, values(event).map { |value| Groundplan.plain(value) }]
      end
      changes.key?('ensure') && !absent? ? wishes.merge(changes) : changes
    end

    # Whether a file is there is no secret, though Puppet hides it with the content.
    def values(event)
      hidden = event.property == 'ensure' && event.redacted && @resource.is_a?(Puppet::Type.type(:file))
      return [event.previous_value, event.desired_value] unless hidden && Puppet[:noop]

      [File.exist?(@resource[:path]) ? 'file' : 'absent', @resource.parameter(:ensure).should]
    end

    # What comes with a thing that is made.
    def wishes
      @resource.properties.reject { |each| %i[ensure content].include?(each.name) || each.should.nil? }.to_h do |each|
        [each.name.to_s, [nil, each.sensitive ? '[redacted]' : Groundplan.plain(each.should)]]
      end
    end

    def content
      text = @events.any? { |event| %w[content ensure].include?(event.property) }
      text && Puppet[:noop] && @resource.is_a?(Puppet::Type.type(:file)) && !absent? ? Contents.of(@resource) : {}
    end
  end

  # The outputs of a step are resources like all others, so they can come after what they tell about.
  module Outputs
    def self.of(report, catalog)
      catalog.resources.select { |each| each.is_a?(Puppet::Type.type(:groundplan_output)) }.filter_map do |each|
        status = report.resource_statuses[each.ref]
        next if status.nil? || status.skipped || status.failed?

        value = each.parameter(:value)
        secret = value && (value.sensitive || Groundplan.secret?(value.value)) ? true : false
        { 'name' => Groundplan.text(each.title), 'value' => Groundplan.plain(value&.value), 'secret' => secret }
      end
    end
  end

  # The passage of a whole catalog.
  module Passage
    INNER = %i[whit schedule filebucket].freeze

    def evaluate(&block)
      return super unless catalog.host_config?

      begin
        super
        report.resource_statuses.each_value { |status| tell_unreached(status) if status.failed? }
      ensure
        Groundplan.tell('end', 'completed' => report.transaction_completed == true,
                               'outputs' => Outputs.of(report, catalog))
      end
    end

    private

    def eval_resource(resource, ancestor = nil)
      return super if !catalog.host_config? || INNER.include?(resource.class.name)

      Groundplan.tell('begin', 'resource' => Groundplan.text(resource.ref))
      super
      refreshes = event_manager.groundplan_refreshes.include?(resource.ref)
      tell_result(resource, resource_status(resource), refreshes)
    end

    def tell_result(resource, status, refreshes)
      (@groundplan_told ||= Set.new).add(resource.ref)
      Groundplan.tell('result', Result.new(resource, status, refreshes).to_h)
    end

    # No provider works for these here.
    def tell_unreached(status)
      resource = catalog.resource(status.resource)
      return if resource.nil? || (@groundplan_told ||= Set.new).include?(resource.ref)

      tell_result(resource, status, false)
    end
  end

  # A check keeps no record of what would be restarted.
  module Refreshes
    def groundplan_refreshes
      @groundplan_refreshes ||= Set.new
    end

    private

    def process_noop_events(resource, *)
      groundplan_refreshes.add(resource.ref)
      super
    end
  end

  # A resource that says `noop => false` would be changed by a check, too.
  module OnlyLooks
    def noop?
      Puppet[:noop] && (!catalog || catalog.host_config?) ? true : super
    end
  end

  # Tells what was compiled, and goes on with what the portal will have kept of it.
  module Compiled
    LARGEST = 16 << 20

    def filter(*)
      text = super.render(:rich_data_json)
      raise Puppet::Error, "The catalog is larger than #{LARGEST >> 20} MB." if text.bytesize > LARGEST

      Groundplan.tell('catalog', 'catalog' => JSON.parse(text))
      Puppet::Resource::Catalog.convert_from(:rich_data_json, text)
    end
  end

  # A catalog that is read knows only the name of its environment: without its modules no file of theirs is found.
  module Found
    def from_data_hash(*)
      super.tap { |catalog| catalog.environment_instance = Puppet.lookup(:current_environment) }
    end
  end

  # Facter would ask a cloud's own server what machine this is.
  module Silence
    def get_request(*)
      ''
    end

    def put_request(*)
      ''
    end
  end

  # The log, as lines that can be told from the rest.
  module Remarks
    def handle(msg)
      return if msg.source == 'Facter' # it complains of what it may not see

      message = msg.respond_to?(:multiline) ? msg.multiline : msg.to_s
      Groundplan.tell('log', 'level' => msg.level.to_s, 'source' => Groundplan.text(msg.source),
                             'message' => Groundplan.shortened(Groundplan.text(message)))
    end
  end
end

require 'facter'
require 'puppet/transaction'
require 'puppet/transaction/event_manager'
require 'puppet/indirector/catalog/compiler'
Puppet::Transaction.prepend(Groundplan::Passage)
Puppet::Transaction::EventManager.prepend(Groundplan::Refreshes)
Puppet::Type.prepend(Groundplan::OnlyLooks)
Puppet::Resource::Catalog::Compiler.prepend(Groundplan::Compiled)
Puppet::Resource::Catalog.singleton_class.prepend(Groundplan::Found)
Puppet::Util::Log.desttypes[:console].prepend(Groundplan::Remarks)
Facter::Util::Resolvers::Http.singleton_class.prepend(Groundplan::Silence) if defined?(Facter::Util::Resolvers::Http)
