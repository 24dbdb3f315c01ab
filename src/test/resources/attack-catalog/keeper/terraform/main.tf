variable "password" {
  type      = string
  sensitive = true
}

variable "copies" {
  type    = number
  default = 1
}

# Deep inside of lists and maps, and marked by nobody: only the value tells.
resource "terraform_data" "nested" {
  input = {
    copies = [for i in range(var.copies) : { name = "copy-${i}", deep = { deeper = [var.password] } }]
  }
}

resource "terraform_data" "careless" {
  triggers_replace = nonsensitive(sha256(var.password))

  provisioner "local-exec" {
    command = <<-EOT
      printf '%s\n' "$PASSWORD"
      printf '%s' "$PASSWORD" | base64 -w0; echo
      printf '%s' "$PASSWORD" | od -An -v -tx1 | tr -d ' \n'; echo
      printf '%s\n' "$JSON" >&2
      printf '%s\n' "$URL"
    EOT
    environment = {
      PASSWORD = nonsensitive(var.password)
      JSON     = nonsensitive(jsonencode({ password = var.password }))
      URL      = nonsensitive("https://example.invalid/?p=${urlencode(var.password)}")
    }
    quiet = true
  }
}

output "password" {
  value     = var.password
  sensitive = true
}
