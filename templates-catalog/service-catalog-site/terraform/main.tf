terraform {
  required_version = ">= 1.4"
}

locals {
  owners = ["Team Blue", "Team Green", "Team Amber", "Team Violet"]
  jobs   = ["takes orders", "sends mail", "keeps stock", "prints labels", "answers searches", "counts visits", "charges cards"]

  made_up = [for i in range(1, var.generate + 1) : {
    name        = format("service-%03d", i)
    owner       = local.owners[i % length(local.owners)]
    description = "A made-up service that ${local.jobs[i % length(local.jobs)]}."
  }]

  # A service of your own wins over a made-up one of the same name.
  services = merge(
    { for service in local.made_up : service.name => service },
    { for service in var.services : service.name => service },
  )

  # Terraform has no function that escapes HTML.
  safe = { for name, service in local.services : name => {
    owner       = replace(replace(replace(replace(service.owner, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;")
    description = replace(replace(replace(replace(service.description, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;")
  } }
  title = replace(replace(replace(replace(var.site_title, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;")

  pages = { for name, service in local.safe : name => templatefile("${path.module}/service.html", {
    title       = local.title
    name        = name
    owner       = service.owner
    description = service.description
    retired     = name == var.retired
  }) }
}

# One page each. Content is kept in triggers_replace: changing one of 500 services is one change of 500.
resource "terraform_data" "page" {
  for_each = local.pages

  triggers_replace = {
    file = "${var.folder}/services/${each.key}.html"
    html = each.value
  }

  # Values reach the shell as environment variables, never as part of the command.
  provisioner "local-exec" {
    command     = "mkdir -p \"$(dirname \"$FILE\")\" && printf '%s' \"$HTML\" > \"$FILE\""
    environment = { FILE = self.triggers_replace.file, HTML = self.triggers_replace.html }
    quiet       = true
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "rm -f \"$FILE\" && { rmdir \"$(dirname \"$FILE\")\" 2>/dev/null || true; }"
    environment = { FILE = self.triggers_replace.file }
    quiet       = true
  }
}

resource "terraform_data" "index" {
  triggers_replace = {
    file = "${var.folder}/index.html"
    html = templatefile("${path.module}/index.html", {
      title    = local.title
      services = local.safe
    })
  }

  provisioner "local-exec" {
    command     = "printf '%s' \"$HTML\" > \"$FILE\""
    environment = { FILE = self.triggers_replace.file, HTML = self.triggers_replace.html }
    quiet       = true
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "rm -f \"$FILE\""
    environment = { FILE = self.triggers_replace.file }
    quiet       = true
  }

  lifecycle {
    precondition {
      condition     = var.retired == "" || contains(keys(local.services), var.retired)
      error_message = "There is no service called '${var.retired}' that could be retired."
    }
  }
}

resource "terraform_data" "style" {
  triggers_replace = {
    file = "${var.folder}/style.css"
    css  = templatefile("${path.module}/style.css", { accent = var.accent })
  }

  provisioner "local-exec" {
    command     = "printf '%s' \"$CSS\" > \"$FILE\""
    environment = { FILE = self.triggers_replace.file, CSS = self.triggers_replace.css }
    quiet       = true
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "rm -f \"$FILE\""
    environment = { FILE = self.triggers_replace.file }
    quiet       = true
  }
}

output "index" {
  description = "The first page of the site."
  value       = terraform_data.index.triggers_replace.file
}

output "pages" {
  description = "How many services the site shows."
  value       = length(local.services)
}
