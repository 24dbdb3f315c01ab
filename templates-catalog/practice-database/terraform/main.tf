terraform {
  required_version = ">= 1.4"
}

locals {
  port    = { postgresql = 5432, mysql = 3306 }[var.engine]
  address = "${var.name}.db.example.internal:${local.port}"
}

# Changes in place. The server itself is replaced whenever this changes: that is the row to look at before approving.
resource "terraform_data" "engine" {
  input = var.engine
}

resource "terraform_data" "server" {
  input = {
    name   = var.name
    size   = var.size
    backup = var.backups ? "every night, kept ${var.backup_days} days" : "none"
    file   = "${var.folder}/${var.name}.data"
  }

  lifecycle {
    replace_triggered_by = [terraform_data.engine]
  }

  # The data: made empty with the server, gone with the server.
  provisioner "local-exec" {
    command     = "printf 'empty database\\n' > \"$FILE\" && echo 'Made an empty data file.'"
    environment = { FILE = "${var.folder}/${var.name}.data" }
    quiet       = true
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "rm -f \"$FILE\" && echo 'Dropped the data file.'"
    environment = { FILE = self.input.file }
    quiet       = true
  }
}

# The password is only kept in what Terraform marks as sensitive. The script then gives it away on purpose, plain and
# encoded, as careless scripts do: the log of the run must not show it.
resource "terraform_data" "account" {
  triggers_replace = {
    user     = var.user
    password = var.password
    server   = terraform_data.server.id
  }

  provisioner "local-exec" {
    command = "sh \"$SCRIPT\""
    environment = {
      SCRIPT   = "${path.module}/account.sh"
      ADDRESS  = local.address
      DB_USER  = var.user
      PASSWORD = nonsensitive(var.password)
    }
    quiet = true
  }
}

resource "terraform_data" "page" {
  triggers_replace = {
    file = "${var.folder}/index.html"
    html = templatefile("${path.module}/page.html", {
      name    = var.name
      engine  = { postgresql = "PostgreSQL 18", mysql = "MySQL 9" }[var.engine]
      size    = var.size
      user    = var.user
      address = local.address
      backup  = var.backups ? "every night, kept ${var.backup_days} days" : "none"
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
}

resource "terraform_data" "style" {
  triggers_replace = {
    file = "${var.folder}/style.css"
    css  = file("${path.module}/style.css")
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
