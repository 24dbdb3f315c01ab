# A module as teams write them.
variable "name" {
  description = "Name of the network."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name))
    error_message = "Use 3 to 32 lower case letters, digits and dashes."
  }
}

variable "cidr" {
  description = "Address range."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.cidr))
    error_message = "Must be a valid IPv4 CIDR block."
  }
}

variable "subnets" {
  description = "Subnets by name."
  type = map(object({
    newbits = number
    public  = optional(bool, false)
    routes  = optional(list(object({ to = string, via = string })), [])
  }))
  default = {
    web = { newbits = 8, public = true }
    db  = { newbits = 8 }
  }
}

variable "flow_logs" {
  type = object({
    enabled   = bool
    retention = optional(number, 30)
  })
  default = {
    enabled = false
  }
  nullable = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  subnets = {
    for index, name in keys(var.subnets) :
    name => merge(var.subnets[name], {
      cidr = cidrsubnet(var.cidr, var.subnets[name].newbits, index)
    })
  }
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = merge(var.tags, { Name = var.name })
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.this.id
  cidr_block              = each.value.cidr
  map_public_ip_on_launch = each.value.public
  tags                    = merge(var.tags, { Name = "${var.name}-${each.key}" })
}

output "network_id" {
  description = "Id of the network."
  value       = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Ids of the subnets by name."
  value       = { for name, subnet in aws_subnet.this : name => subnet.id }
}
