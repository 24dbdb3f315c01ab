variable "name" {
  type        = string
  description = "The database, and its file."
}

variable "engine" {
  type        = string
  description = "The database's engine."
  default     = "postgresql"

  validation {
    condition     = contains(["postgresql", "mysql"], var.engine)
    error_message = "The engine is postgresql or mysql."
  }
}

variable "size" {
  type        = string
  description = "How large the server is."
  default     = "small"

  validation {
    condition     = contains(["small", "medium", "large"], var.size)
    error_message = "The size is small, medium or large."
  }
}

variable "user" {
  type        = string
  description = "The user that the app connects as."
  default     = "app"
}

variable "password" {
  type        = string
  description = "The user's password."
  sensitive   = true

  validation {
    condition     = length(var.password) >= 8
    error_message = "The password must have at least 8 characters."
  }
}

variable "backups" {
  type        = bool
  description = "Whether a backup is made every night."
  default     = false
}

variable "backup_days" {
  type        = number
  description = "How long backups are kept."
  default     = 7
}

variable "folder" {
  type        = string
  description = "Where the database's files are written."
}
