variable "number" {
  type = number
}

variable "wave" {
  type = object({
    service = string
    round   = number
    seconds = number
    fail_at = number
  })
}

variable "after" {
  description = "What has to be done before; null for the first wave."
  type        = string
}

resource "terraform_data" "restart" {
  triggers_replace = {
    service = var.wave.service
    wave    = var.number
    round   = var.wave.round
    after   = var.after
  }

  provisioner "local-exec" {
    command = "sh \"$SCRIPT\""
    environment = {
      SCRIPT       = "${path.module}/wave.sh"
      SERVICE      = var.wave.service
      WAVE         = var.number
      SECONDS_EACH = var.wave.seconds
      FAIL         = var.wave.fail_at == var.number ? "yes" : "no"
    }
    quiet = true
  }
}

output "done" {
  value = terraform_data.restart.id
}
