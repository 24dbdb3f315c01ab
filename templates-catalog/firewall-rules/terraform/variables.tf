variable "zone" {
  type        = string
  description = "The network that the rules protect."
}

variable "rules" {
  type = list(object({
    name     = string
    source   = string
    port     = number
    protocol = optional(string, "tcp")
    note     = optional(string, "")
  }))
  description = "What is allowed in."

  validation {
    condition     = alltrue([for rule in var.rules : can(cidrhost(rule.source, 0))])
    error_message = "Every rule needs a network such as 10.0.0.0/8 under 'Allowed from'."
  }

  validation {
    condition     = length(distinct(var.rules[*].name)) == length(var.rules)
    error_message = "Two rules have the same name. Give each its own."
  }

  validation {
    condition     = alltrue([for rule in var.rules : contains(["tcp", "udp"], rule.protocol)])
    error_message = "The protocol of a rule is tcp or udp."
  }
}

variable "log_denied" {
  type        = bool
  description = "Whether denied connections are logged."
  default     = true
}

variable "folder" {
  type        = string
  description = "Where the rules are written."
}
