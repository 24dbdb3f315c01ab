default['web']['welcome'] = 'Configured by Chef, approved by a colleague.'
default['web']['port'] = 8080
