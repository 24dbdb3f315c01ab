variable "site_title" {
  type        = string
  description = "Shown on top of every page."
  default     = "Our services"

  validation {
    condition     = length(var.site_title) >= 1 && length(var.site_title) <= 60
    error_message = "The title must have 1 to 60 characters."
  }
}

variable "accent" {
  type        = string
  description = "The colour of links and headings."
  default     = "#2563eb"

  validation {
    condition     = can(regex("^#[0-9a-f]{6}$", var.accent))
    error_message = "The colour must be written like #2563eb."
  }
}

variable "services" {
  type = list(object({
    name        = string
    owner       = string
    description = optional(string, "")
  }))
  description = "Your own services, one page each."
  default     = []

  validation {
    condition     = length(distinct(var.services[*].name)) == length(var.services)
    error_message = "Two services have the same name. Give each its own."
  }
}

variable "generate" {
  type        = number
  description = "How many services to make up, besides your own."
  default     = 12

  validation {
    condition     = var.generate >= 0 && var.generate <= 500 && floor(var.generate) == var.generate
    error_message = "Make up 0 to 500 services."
  }
}

variable "retired" {
  type        = string
  description = "The name of one service that is retired; empty for none."
  default     = ""
}

variable "folder" {
  type        = string
  description = "Where the site is written."
}
