locals {
  script = <<-EOT
    #!/bin/sh
    %{ for host in var.hosts ~}
    echo ${host} "${join(",", ["a", "b"])}"
    %{ endfor ~}
    cat <<INNER
    not a heredoc of ours
    INNER
  EOT
}
variable "hosts" {
  type        = list(string)
  description = <<-EOT
    The hosts.
      Indented.
  EOT
}
