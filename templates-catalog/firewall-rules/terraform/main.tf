terraform {
  required_version = ">= 1.5"
}

locals {
  # Terraform has no function that escapes HTML.
  safe = [for rule in var.rules : merge(rule, {
    source = replace(replace(replace(replace(rule.source, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;")
    note   = replace(replace(replace(replace(rule.note, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;")
  })]

  files = {
    "index.html" = templatefile("${path.module}/index.html", { zone = var.zone, rules = local.safe, log_denied = var.log_denied })
    "style.css"  = file("${path.module}/style.css")
    "${var.zone}.nft" = templatefile("${path.module}/rules.nft", {
      zone = var.zone, rules = var.rules, log_denied = var.log_denied
    })
  }
}

# One row in the plan for each rule, so that a reviewer sees which one changes. Nothing is done for it: what is enforced
# stands in the file below.
resource "terraform_data" "rule" {
  for_each = { for rule in var.rules : rule.name => rule }

  input = each.value
}

resource "terraform_data" "zone" {
  input = var.zone

  lifecycle {
    precondition {
      condition     = alltrue([for rule in var.rules : !(contains([22, 3389], rule.port) && endswith(rule.source, "/0"))])
      error_message = "Ports 22 and 3389 must not be open to everybody. Name the networks that may log in."
    }
  }
}

resource "terraform_data" "file" {
  for_each = local.files

  triggers_replace = { file = "${var.folder}/${each.key}", text = each.value }

  provisioner "local-exec" {
    command     = "printf '%s' \"$TEXT\" > \"$FILE\""
    environment = { FILE = self.triggers_replace.file, TEXT = self.triggers_replace.text }
    quiet       = true
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "rm -f \"$FILE\""
    environment = { FILE = self.triggers_replace.file }
    quiet       = true
  }
}

check "open_to_everybody" {
  assert {
    condition     = alltrue([for rule in var.rules : rule.note != "" || !endswith(rule.source, "/0")])
    error_message = "A rule is open to everybody and does not say why."
  }
}

output "page" {
  description = "The rules as a table."
  value       = terraform_data.file["index.html"].triggers_replace.file
}

output "file" {
  description = "The rules as a file for nft."
  value       = terraform_data.file["${var.zone}.nft"].triggers_replace.file
}
