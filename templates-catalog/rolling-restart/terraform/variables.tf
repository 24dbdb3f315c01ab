variable "service" {
  type        = string
  description = "The name of the service that is pretended to restart."
}

variable "round" {
  type        = number
  description = "All waves run again when it changes."
  default     = 1
}

variable "seconds" {
  type        = number
  description = "How long each wave takes."
  default     = 3

  validation {
    condition     = var.seconds >= 1 && var.seconds <= 60 && floor(var.seconds) == var.seconds
    error_message = "A wave takes 1 to 60 whole seconds."
  }
}

variable "fail_at" {
  type        = number
  description = "The wave that fails; 0 for none."
  default     = 0
}

variable "folder" {
  type        = string
  description = "Where the report is written."
}
