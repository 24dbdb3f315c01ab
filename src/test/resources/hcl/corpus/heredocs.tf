variable "kept" {
  default = <<EOT
  two spaces
    four
EOT
}
variable "unindented" {
  default = <<-EOT
    first
      second

    third with "quotes" and \n no escape
  EOT
}
variable "indented_marker" {
  default = <<EOT
text
    EOT
}
variable "kept_sequence" {
  default = <<-TEXT
    echo $${HOME} %%{x}
    EOT
    TEXTS
    TEXT
}
variable "tabs" {
  default = <<-EOT
		one
			two
		EOT
}
variable "empty" {
  default = <<EOT
EOT
}
variable "blank" {
  default = <<-EOT

    text
      
    more
  EOT
}
variable "shallow_last" {
  default = <<-EOT
      six
    four
        eight
  EOT
}
variable "list" {
  default = [<<-A
    one
    A
    , <<-B
    two
    B
  ]
}
