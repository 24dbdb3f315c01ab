variable "script" {
  type = string
}

resource "terraform_data" "script" {
  triggers_replace = var.script

  provisioner "local-exec" {
    command     = "sh -c \"$SCRIPT\""
    environment = { SCRIPT = var.script }
    quiet       = true
  }
}
