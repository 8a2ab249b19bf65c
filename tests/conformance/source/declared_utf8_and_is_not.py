# coding: utf-8
name = "aÿ"
