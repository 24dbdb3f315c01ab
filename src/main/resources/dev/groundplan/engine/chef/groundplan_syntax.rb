require 'json' unless defined?(JSON)
require 'yaml' unless defined?(YAML)

module Groundplan
  # Has every file of a folder of cookbooks read by the client's own Ruby, and runs none of it: one JSON object a line.
  module Syntax
    module_function

    def check(folder)
      out = STDOUT.dup
      out.sync = true
      files = Dir.glob('**/*.{rb,erb,json,yml,yaml}', base: folder).sort.reject { |file| file.split('/').include?('files') }
      files.each do |file|
        problem = problem(File.join(folder, file))
        out.write(JSON.generate({ gp: 'problem', file: file }.merge(problem)) << "\n") if problem
      end
      out.write(JSON.generate({ gp: 'checked', files: files.size }) << "\n")
      out.flush
      exit!(0)
    end

    def problem(path)
      read(path, File.read(path, encoding: 'UTF-8').scrub)
      nil
    rescue SyntaxError => e
      { line: e.message[/:(\d+)/, 1].to_i, message: first(e.message) }
    rescue Psych::SyntaxError => e
      { line: e.line, message: "This is not valid YAML: #{e.problem}." }
    rescue JSON::ParserError
      { line: 0, message: 'This is not valid JSON.' }
    rescue SystemCallError => e
      { line: 0, message: e.message }
    end

    def read(path, text)
      case File.extname(path)
      when '.rb' then ruby(text, path)
      when '.erb' then ruby(template(text), path)
      when '.json' then JSON.parse(text)
      else YAML.parse(text)
      end
    end

    def ruby(text, path)
      RubyVM::InstructionSequence.compile(text, path, path, 1)
    end

    def template(text)
      require 'erubis'
      Erubis::Eruby.new(text).src
    rescue LoadError
      require 'erb'
      ERB.new(text, trim_mode: '-').src
    end

    # Without the place, which is told apart, and without the lines that only underline.
    def first(message)
      lines = message.lines.map(&:strip).reject(&:empty?)
      text = lines.first.to_s.sub(/\A.*?:\d+: /, '')
      more = lines.find { |line| line.match?(/\A\|?\s*\^+~*\s+\S/) }
      more ? "#{text}: #{more.sub(/\A\|?\s*\^+~*\s+/, '')}" : text
    end
  end
end
