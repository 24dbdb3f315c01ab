variable "name" {
  type        = string
  description = "What the servers are named after."
}

variable "servers" {
  type        = number
  description = "How many servers there are."
  default     = 2
}

variable "first_port" {
  type        = number
  description = "The port of the first server; the others follow."
  default     = 8081
}

locals {
  servers = {
    for index in range(var.servers) : format("%s-%02d", var.name, index + 1) => var.first_port + index
  }
}

# Pretended: a real template has a provider's servers here, and their addresses below.
resource "terraform_data" "server" {
  for_each = local.servers

  input = { port = each.value }
}

output "inventory" {
  description = "The servers, as Ansible wants to know them."
  value = {
    for name, port in local.servers : name => { ansible_connection = "local", port = port }
  }
}

output "addresses" {
  description = "Where the site is reached."
  value       = join(", ", [for name, port in local.servers : "http://${name}:${port}"])
}
