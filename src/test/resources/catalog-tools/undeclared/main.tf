variable "name" {
  type = string
}

output "made" {
  value = terraform_data.nowhere.id
}
