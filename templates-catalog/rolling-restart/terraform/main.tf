terraform {
  required_version = ">= 1.4"
}

# Each wave waits for the one before it. How long a wave takes and where it fails is no trigger: a rehearsal that broke
# goes on with other values where it broke, and does not start again.
locals {
  wave = {
    service = var.service
    round   = var.round
    seconds = var.seconds
    fail_at = var.fail_at
  }
}

module "wave_01" {
  source = "./wave"
  number = 1
  wave   = local.wave
  after  = null
}

module "wave_02" {
  source = "./wave"
  number = 2
  wave   = local.wave
  after  = module.wave_01.done
}

module "wave_03" {
  source = "./wave"
  number = 3
  wave   = local.wave
  after  = module.wave_02.done
}

module "wave_04" {
  source = "./wave"
  number = 4
  wave   = local.wave
  after  = module.wave_03.done
}

module "wave_05" {
  source = "./wave"
  number = 5
  wave   = local.wave
  after  = module.wave_04.done
}

module "wave_06" {
  source = "./wave"
  number = 6
  wave   = local.wave
  after  = module.wave_05.done
}

module "wave_07" {
  source = "./wave"
  number = 7
  wave   = local.wave
  after  = module.wave_06.done
}

module "wave_08" {
  source = "./wave"
  number = 8
  wave   = local.wave
  after  = module.wave_07.done
}

module "wave_09" {
  source = "./wave"
  number = 9
  wave   = local.wave
  after  = module.wave_08.done
}

module "wave_10" {
  source = "./wave"
  number = 10
  wave   = local.wave
  after  = module.wave_09.done
}

resource "terraform_data" "report" {
  triggers_replace = {
    file = "${var.folder}/report.html"
    html = templatefile("${path.module}/report.html", { service = var.service, round = var.round })
    last = module.wave_10.done
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

output "report" {
  description = "What was rehearsed."
  value       = terraform_data.report.triggers_replace.file
}
