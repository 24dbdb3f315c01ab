variable "port" {
  type = number
  validation {
    condition     = var.port > 0 && var.port < 65536
    error_message = "A port."
  }
  validation {
    condition     = floor(var.port) == var.port
    error_message = "A whole number."
  }
}
variable "email" {
  type = string
  validation {
    condition = (
      length(var.email) <= 100
      && length(regexall("^[^@]+@[^@]+$", var.email)) > 0
    )
    error_message = "Not an address: ${var.email}."
  }
}
variable "zones" {
  type = list(string)
  validation {
    condition     = alltrue([for z in var.zones : contains(["a", "b"], z)])
    error_message = "Zones are a and b."
  }
}
variable "choice" {
  type    = string
  default = null
  validation {
    condition     = var.choice == null || contains(["x", "y"], var.choice)
    error_message = "x or y."
  }
  validation {
    condition     = var.choice == null ? true : length(var.choice) == 1
    error_message = "One letter."
  }
}
variable "cidr" {
  type = string
  validation {
    condition     = can(cidrhost(var.cidr, 0)) && try(tonumber(split("/", var.cidr)[1]) >= 16, false)
    error_message = <<-EOT
      A network of /16
      or smaller.
    EOT
  }
}
