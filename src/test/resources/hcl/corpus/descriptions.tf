variable "quoted" { description = "He said \"hi\"." }
variable "heredoc" {
  description = <<EOT
Line one
Line two
EOT
}
variable "markup" { description = "<script>alert(1)</script> & *bold* $${x}" }
output "described" {
  description = "What \u00fc"
  value       = null
}
