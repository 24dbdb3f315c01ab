# frozen_string_literal: true

require 'puppet'

# The outputs of a step are resources like all others, so they can come after what they tell about.
Puppet::Type.newtype(:groundplan_output) do
  @doc = 'A value that the step hands on: to the next step, and to the page of its environment.'
  newparam(:name, namevar: true) { desc 'What the output is called.' }
  newparam(:value) { desc 'What it is; a Sensitive value is kept secret.' }

  # Puppet itself marks properties only.
  def set_sensitive_parameters(names)
    parameter(:value).sensitive = true if names.include?(:value) && parameter(:value)
    super(names - [:value])
  end
end
