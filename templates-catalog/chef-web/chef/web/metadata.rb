name 'web'
version '1.0.0'
description 'A page, and the configuration of the web server that serves it'
chef_version '>= 17'
