# Another time at each plan.
resource "terraform_data" "clock" {
  input = timestamp()
}
