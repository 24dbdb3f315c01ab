variable "folder" {
  type = string
}

variable "seconds" {
  type    = number
  default = 0
}

resource "terraform_data" "thing" {
  provisioner "local-exec" {
    command     = "echo made >>\"$FILE\" && sleep \"$PAUSE\""
    environment = { FILE = "${var.folder}/made", PAUSE = var.seconds }
  }
}
