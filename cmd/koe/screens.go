package main

import "context"

func (p *program) screens(ctx context.Context) error { return nil }
