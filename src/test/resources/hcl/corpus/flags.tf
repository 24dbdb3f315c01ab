variable "secret" {
  type      = string
  sensitive = true
}
variable "not_secret" {
  type      = string
  sensitive = false
}
variable "fleeting" {
  type      = string
  ephemeral = true
  default   = "x"
}
variable "strict" {
  type     = string
  nullable = false
  default  = "y"
}
variable "both" {
  sensitive = true
  ephemeral = true
  nullable  = true
}
output "shown" { value = 1 }
output "hidden" {
  value       = var.secret
  sensitive   = true
  description = "A secret."
}
output "checked" {
  value = 2
  precondition {
    condition     = var.secret != ""
    error_message = "No."
  }
  depends_on = [terraform_data.x]
}
resource "terraform_data" "x" {}
