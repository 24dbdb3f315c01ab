output "page" {
  description = "The data sheet."
  value       = terraform_data.page.triggers_replace.file
}

output "address" {
  description = "Where the database would listen, if there were one."
  value       = local.address
}

output "command" {
  description = "How to connect from a shell."
  value = (var.engine == "postgresql"
    ? "psql --host ${var.name}.db.example.internal --username ${var.user} ${var.name}"
  : "mysql --host=${var.name}.db.example.internal --user=${var.user} --password ${var.name}")
}

output "url" {
  description = "Everything an app needs, the password included."
  value       = "${var.engine}://${var.user}:${urlencode(var.password)}@${local.address}/${var.name}"
  sensitive   = true
}
