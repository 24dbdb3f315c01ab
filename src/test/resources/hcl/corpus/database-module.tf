variable "engine_version" {
  type    = string
  default = "16"
  validation {
    condition     = contains(["14", "15", "16"], var.engine_version)
    error_message = "PostgreSQL 14, 15 or 16."
  }
}
variable "storage" {
  type = object({
    size_gb    = number
    iops       = optional(number)
    kms_key_id = optional(string, null)
  })
  default = { size_gb = 20 }
  validation {
    condition     = var.storage.size_gb >= 20 && var.storage.size_gb <= 1000
    error_message = "From 20 to 1000 GB."
  }
}
variable "password" {
  type      = string
  sensitive = true
  validation {
    condition     = length(var.password) >= 12
    error_message = "At least 12 characters."
  }
}
variable "allowed" {
  type    = set(string)
  default = []
  validation {
    condition     = length(var.allowed) < 10 && alltrue([for a in var.allowed : can(regex("^\\d+\\.\\d+\\.\\d+\\.\\d+/\\d+$", a))])
    error_message = "At most nine address ranges."
  }
}
variable "window" {
  type    = tuple([string, number])
  default = ["sun", 3]
}
output "dsn" {
  value     = "postgres://app:${var.password}@db/app"
  sensitive = true
}
